/// A file in one of the places, finished or not, and what is known of it without reading it.
package struct KeptFile: Equatable, Sendable {
  /// What stands there.
  package enum Status: String, CaseIterable, Sendable {
    /// There is a record, and no file.
    case missing
    /// An unfinished download in `.zmap/part`.
    case partial
    /// The file has the size, modification time and inode of its record, which tells of no change.
    case ok
    /// A command of this toolkit changed the file, which its record tells; or its size, modification time or
    /// inode differ from the record, and it is whole by its own end address; or an interrupted change left a
    /// journal.
    case modified
    /// The file ends before the end that it states itself, or is empty, or, in a format that states no end, is
    /// shorter than its record says.
    case truncated
    /// There is no record: the file came another way. It is whole by its own end address, or in a format
    /// that has none.
    case unverified
    /// The content is not what it was recorded to be, or not in the format that its name promises. Only a
    /// verification says so.
    case damaged
  }

  /// A status and, where there is more to say, the reason for it.
  package struct Finding: Equatable, Sendable {
    package var status: Status
    package var detail: String

    package init(_ status: Status, _ detail: String = "") {
      self.status = status
      self.detail = detail
    }

    /// Whether the file is not what it should be.
    package var isDamage: Bool { status == .truncated || status == .damaged }
  }

  /// What the user calls it: a kind, a level, or else the file's name.
  package let name: String
  package let fileName: String
  package let content: PublishedFile.Content
  package let published: PublishedFile?
  package let place: Places.Place
  /// The visible file, or the directory of an unfinished download.
  package let path: String
  package let finding: Finding
  /// Bytes that are there; nil when there is no file.
  package let bytes: Int64?
  package let record: CacheRecord?
  package let part: PartFile?
  /// Where it comes from, as far as that is recorded.
  package let url: String?
  /// When it was last read or written, in nanoseconds since 1970.
  package let lastUsed: Int64
  /// Whether the record tells of exactly this state of the file.
  package let isCurrent: Bool
  /// Whether an interrupted change waits to be undone: a journal stands beside the file.
  package let hasJournal: Bool

  package var status: Status { finding.status }
  /// Whether a command can work with it.
  package var isUsable: Bool { [.ok, .modified, .unverified].contains(status) }
  /// The digest of what stands there, as far as it is known without reading it.
  package var sha256: String? { isCurrent ? record?.currentSha256 : nil }

  /// A visible file, or a record without one.
  ///
  /// - Parameters:
  ///   - file: nil when there is none.
  ///   - hasJournal: whether an interrupted change waits to be undone.
  package init(
    _ fileName: String, in place: Places.Place, file: FileStatus?, record: CacheRecord?,
    hasJournal: Bool = false
  ) throws(Failure) {
    let path = Path.join(place.directory, fileName)
    let finding =
      hasJournal
      ? Finding(.modified, "an interrupted change waits to be undone")
      : try KeptFile.finding(path, file, record)
    self.init(
      fileName, place, path, finding, bytes: file?.size, url: record?.url,
      lastUsed: file.map { max($0.accessed, $0.modified) } ?? 0, record: record,
      isCurrent: file.map(CacheRecord.Fingerprint.init) == record?.fingerprint && record != nil
        && !hasJournal,
      hasJournal: hasJournal)
  }

  /// Looks at the file `fileName` of a place, which may be any directory.
  ///
  /// - Returns: nil when there is neither a file nor a record.
  package static func look(at fileName: String, in place: Places.Place) throws(Failure) -> KeptFile? {
    let path = Path.join(place.directory, fileName)
    let file = try FileSystem.status(path)
    let record = CacheRecord.read(fileName, in: place.directory)
    guard file?.kind == .regular || file == nil && record != nil else { return nil }
    return try KeptFile(
      fileName, in: place, file: file, record: record, hasJournal: FileSystem.exists(path + ".zmap-journal"))
  }

  /// An unfinished download.
  package init(_ part: PartFile, in place: Places.Place) {
    let map = PartMap.read(of: part)
    let data = try? FileSystem.status(part.data)
    var detail = map.map { "\(ByteSize.text($0.done.count)) of \(ByteSize.text($0.origin.size))" } ?? ""
    if case .live(let process) = part.owner() {
      detail += "\(detail.isEmpty ? "" : ", ")in use by process \(process.pid)"
    }
    self.init(
      map?.origin.name ?? part.stem, place, part.path, Finding(.partial, detail),
      bytes: map?.done.count ?? data?.size ?? 0, url: map?.origin.url, lastUsed: data?.modified ?? 0,
      part: part)
  }

  private init(
    _ fileName: String, _ place: Places.Place, _ path: String, _ finding: Finding, bytes: Int64?,
    url: String?,
    lastUsed: Int64, record: CacheRecord? = nil, part: PartFile? = nil, isCurrent: Bool = false,
    hasJournal: Bool = false
  ) {
    published = KeptFile.publishedFiles[fileName]
    name = published?.name ?? fileName
    content =
      published?.content
      ?? (fileName.hasSuffix(".h5ad") ? .h5ad : fileName.hasSuffix(".csv.zip") ? .markers : place.content)
    self.fileName = fileName
    self.place = place
    self.path = path
    self.finding = finding
    self.bytes = bytes
    self.url = url
    self.lastUsed = lastUsed
    self.record = record
    self.part = part
    self.isCurrent = isCurrent
    self.hasJournal = hasJournal
  }

  private static let publishedFiles = Dictionary(
    PublishedFile.all.map { ($0.fileName, $0) }, uniquingKeysWith: { first, _ in first })

  private static func finding(_ path: String, _ file: FileStatus?, _ record: CacheRecord?) throws(Failure)
    -> Finding
  {
    guard let file else { return Finding(.missing, record.map { "recorded \($0.fetchedAt)" } ?? "") }
    if let record, record.fingerprint == CacheRecord.Fingerprint(file) {
      guard let changes = record.changes else { return Finding(.ok) }
      return Finding(
        .modified, changes.map { "\($0.element) by \($0.tool) at \($0.at)" }.joined(separator: ", "))
    }
    switch try FileIntegrity.of(path) {
    case .truncated(.hdf5, let expected) where expected > 0:
      return Finding(.truncated, "\(file.size) of \(expected) bytes")
    case .truncated(.hdf5, _): return Finding(.truncated, "\(file.size) bytes are no whole superblock")
    case .truncated(.zip, _): return Finding(.truncated, "the zip's end record is missing")
    case .unknown where file.size == 0: return Finding(.truncated, "empty")
    case .unknown:
      guard let record else { return Finding(.unverified, "neither HDF5 nor zip") }
      if file.size < record.fingerprint.size {
        return Finding(.truncated, "\(file.size) of \(record.fingerprint.size) bytes")
      }
      return Finding(.modified, difference(file, record.fingerprint))
    case .whole(let format):
      guard let record else {
        return Finding(.unverified, "\(format.rawValue), whole by its own end address")
      }
      return Finding(.modified, difference(file, record.fingerprint))
    }
  }

  private static func difference(_ file: FileStatus, _ known: CacheRecord.Fingerprint) -> String {
    let parts = [
      file.size != known.size ? "size" : nil, file.modified != known.modified ? "modification time" : nil,
      file.inode != known.inode ? "inode" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ") + " not as recorded"
  }
}
