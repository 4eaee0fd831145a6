import ZMAPCore

/// Reads kept files from their first byte to their last, once each, and counts what that took.
final class ContentReader {
  /// What was read, and of which state of the file.
  struct Content {
    let digest: StreamDigest.Result
    let status: FileStatus
  }

  private let diagnostics: Diagnostics
  private let clock = ContinuousClock()
  private var bytes: Int64 = 0
  private var time = Duration.zero

  init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// Reads a file without marking it as used.
  ///
  /// - Returns: nil when it changed under the reader.
  func read(_ file: KeptFile, etag: ETag? = nil) throws -> Content? {
    let open = try File(file.path, .readUnnoticed)
    let before = try open.status()
    let start = clock.now
    let progress = Progress(
      "reading \(file.name)", unit: .bytes, total: before.size, diagnostics: diagnostics)
    defer { progress.finish() }
    let digest = try StreamDigest.of(open, etag: etag) { progress.update($0) }
    time += clock.now - start
    bytes += digest.bytes
    let after = try FileSystem.status(file.path)
    guard digest.bytes == before.size,
      after.map(CacheRecord.Fingerprint.init) == CacheRecord.Fingerprint(before)
    else { return nil }
    return Content(digest: digest, status: before)
  }

  /// Says how much was read and how fast; nothing when nothing was.
  func sayRate() {
    let seconds = time / .seconds(1)
    guard bytes > 0, seconds > 0 else { return }
    let rate = Int64((Double(bytes) / seconds / 1_000_000).rounded())
    diagnostics.inform("read \(ByteSize.text(bytes)) at \(rate) MB/s")
  }

  /// Writes what was learned of a file to its record, unless somebody else did meanwhile. Where that can't be
  /// written, it is lost.
  static func keep(_ record: CacheRecord, of file: KeptFile) {
    guard file.place.isOurs, record != file.record,
      CacheRecord.read(file.fileName, in: file.place.directory) == file.record
    else { return }
    try? record.write(in: file.place.directory)
  }
}
