import Digest
import ZMAPCore

/// A file that stands under its visible name, and what is known of it.
struct VisibleFile {
  let path: String
  let size: Int64
  /// Present only when it tells of the file as it is, or as it came before it was changed.
  let record: CacheRecord?
  /// Whether the record tells of the file's present state.
  let isAsRecorded: Bool

  /// What stands in the way of a hit.
  enum Finding {
    case hit(VisibleFile)
    /// A file that ends before it should, and the length it should have (0: not known).
    case truncated(size: Int64, expected: Int64)
    case nothing
  }

  /// Looks at one directory. Opens no connection, takes no lock and writes nothing.
  static func look(for wanted: Wanted, in directory: String, _ options: FetchOptions) throws -> Finding {
    let path = Path.join(directory, wanted.fileName)
    guard let status = try? FileSystem.status(path), status.kind == .regular else { return .nothing }
    let record = CacheRecord.read(wanted.fileName, in: directory)
    if let url = record?.url, !wanted.accepts(url: url) { return .nothing }
    let isAsRecorded = record?.fingerprint == CacheRecord.Fingerprint(status)
    let file = VisibleFile(path: path, size: status.size, record: record, isAsRecorded: isAsRecorded)
    if !isAsRecorded {
      let format = ContentCheck(fileName: wanted.fileName, url: wanted.url, level: nil, sha256: nil).format
      switch try? FileIntegrity.of(path) {
      case .whole(let found)? where format == nil || format == found: break
      case .truncated(_, let expected)?: return .truncated(size: status.size, expected: expected)
      default: return .nothing
      }
    }
    return try file.satisfies(options) ? .hit(file) : .nothing
  }

  /// Whether it is the very file asked for, as far as digests were asked for.
  private func satisfies(_ options: FetchOptions) throws -> Bool {
    guard options.sha256 != nil || options.verify == .digest else { return true }
    if isAsRecorded, let known = record?.sha256 { return options.sha256 ?? known == known }
    let etag = record?.etag.flatMap { ETag($0) }
    let digest = try StreamDigest.of(try File(path), etag: etag)
    return options.sha256.map { $0 == digest.sha256 } ?? (digest.etag == .matches)
  }

  /// Makes a record for a file that came another way; where that can't be written, nothing is lost.
  func adopt(_ wanted: Wanted) {
    guard record == nil, let status = try? FileSystem.status(path),
      case .whole(let format)? = try? FileIntegrity.of(path)
    else { return }
    let record = CacheRecord(
      name: wanted.fileName, size: status.size, fetchedAt: Timestamp.now(), origin: .adopted,
      verified: [format.rawValue], fingerprint: CacheRecord.Fingerprint(status))
    try? record.write(in: Path.parent(path))
  }
}
