import FoundationEssentials

/// What is known of a kept file: one JSON file in `.zmap/meta`, written after the file itself is in place.
/// Its absence or damage is never an error, only less knowledge.
///
/// `url`, `size`, `etag`, `lastModified` and `sha256` tell what came, and stay as they are when a command of
/// this toolkit changes the file; `fingerprint`, `changes` and `changedSha256` tell what stands on the disk.
package struct CacheRecord: Codable, Equatable, Sendable {
  /// How the file came to be here.
  package enum Origin: String, Codable, Sendable { case download, adopted }

  /// What tells one state of a file from another without reading it.
  package struct Fingerprint: Codable, Equatable, Sendable {
    package var size: Int64
    package var modified: Int64
    package var inode: UInt64

    package init(_ status: FileStatus) {
      size = status.size
      modified = status.modified
      inode = status.inode
    }
  }

  /// A change that a command of this toolkit made on purpose: what it wrote, and when.
  package struct Change: Codable, Equatable, Sendable {
    package var tool: String
    package var element: String
    package var at: String

    package init(tool: String, element: String, at: String) {
      self.tool = tool
      self.element = element
      self.at = at
    }
  }

  package var version = 1
  package var name: String
  package var url: String?
  package var size: Int64
  package var etag: String?
  package var lastModified: String?
  package var sha256: String?
  /// UTC, as `2026-11-22T15:00:00Z`.
  package var fetchedAt: String
  package var origin: Origin
  /// What the content was checked against: `size`, `hdf5`, `zip`, `etag`, `sha256`.
  package var verified: [String]
  package var fingerprint: Fingerprint
  /// Present once the content is no longer what came.
  package var changes: [Change]?
  /// The digest of the content as `changes` left it, once something has read it.
  package var changedSha256: String?

  /// The digest of the content that `fingerprint` belongs to, as far as it is known.
  package var currentSha256: String? { changes == nil ? sha256 : changedSha256 }

  package init(
    name: String, url: String? = nil, size: Int64, etag: String? = nil, lastModified: String? = nil,
    sha256: String? = nil, fetchedAt: String, origin: Origin, verified: [String] = [],
    fingerprint: Fingerprint,
    changes: [Change]? = nil
  ) {
    self.name = name
    self.url = url
    self.size = size
    self.etag = etag
    self.lastModified = lastModified
    self.sha256 = sha256
    self.fetchedAt = fetchedAt
    self.origin = origin
    self.verified = verified
    self.fingerprint = fingerprint
    self.changes = changes
  }

  /// The record of `name` in a directory, or nil when there is none that can be understood.
  package static func read(_ name: String, in directory: String) -> CacheRecord? {
    guard let bytes = try? AtomicFile.read(PrivateDirectory(of: directory).record(of: name), limit: 1 << 20),
      let record = try? JSONDecoder().decode(CacheRecord.self, from: Data(bytes)), record.version == 1,
      record.name == name
    else { return nil }
    return record
  }

  /// Keeps in the record of a file, if it has one, that it was changed on purpose, so that the change is not
  /// taken for damage. Call it once the change is on the disk; `path` may be a link to the file.
  ///
  /// A record that can't be written is passed over: the file is then `modified` all the same, for a reason
  /// that nobody knows.
  package static func noteChange(of path: String, tool: String, element: String) {
    guard let real = try? Path.real(path), let status = try? FileSystem.status(real) else { return }
    let directory = Path.parent(real)
    guard var record = read(Path.name(real), in: directory) else { return }
    let others = (record.changes ?? []).filter { $0.tool != tool || $0.element != element }
    record.changes = others + [Change(tool: tool, element: element, at: Timestamp.now())]
    record.changedSha256 = nil
    record.fingerprint = Fingerprint(status)
    try? record.write(in: directory)
  }

  /// Writes the record beside the file it tells of.
  ///
  /// - Throws: `Failure` when the directory can't be written, which callers may pass over.
  package func write(in directory: String) throws(Failure) {
    let place = PrivateDirectory(of: directory)
    try place.make(place.records)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data: Data
    do { data = try encoder.encode(self) } catch {
      throw Failure(.bug, .write, place.record(of: name), "record can't be encoded: \(error)")
    }
    try AtomicFile.write(Array(data) + [0x0A], to: place.record(of: name))
  }
}
