import CDeflate
import CSystem
import Glibc
import ZMAPCore

/// One page of the old part of a file: what stood there and what shall stand there.
package struct JournalChange: Equatable, Sendable {
  package var offset: Int64
  package var before: [UInt8]
  package var after: [UInt8]
}

/// `<file>.zmap-journal`: how to make the file what it was before a commit that may have been cut short.
///
/// A commit first makes the appended bytes last, then the journal, then changes the old bytes, then removes
/// the journal. So while a valid journal stands beside a file, the file is old, new, or between; `recover`
/// makes it old. A journal that is cut short itself was never acted upon, and is only removed.
///
/// Layout, little-endian: `ZMAPJRN1`, old length of the file (8), number of changes (8); for each change its
/// offset (8), length (8), bytes before, bytes after; CRC-32 of all that (4).
package struct Journal: Equatable, Sendable {
  package let oldEnd: Int64
  package let changes: [JournalChange]

  package init(oldEnd: Int64, changes: [JournalChange]) {
    self.oldEnd = oldEnd
    self.changes = changes
  }

  private static let magic = Array("ZMAPJRN1".utf8)
  /// More than this is no journal of ours.
  private static let limit = 1 << 30

  /// Where the journal of a file stands; `path` without symbolic links in it.
  package static func path(of path: String) -> String { path + ".zmap-journal" }

  /// The file that `path` leads to, which is the one a journal stands beside.
  package static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Whether a journal stands beside the file, so that it must not be read as it is.
  package static func exists(for path: String) -> Bool {
    FileSystem.exists(Journal.path(of: resolved(path)))
  }

  /// What `recover` found.
  package enum Recovery: Equatable, Sendable {
    /// No journal: the file is as it is.
    case none
    /// A journal that was never acted upon was removed; the file is the old one.
    case discarded
    /// The file was made the old one again.
    case rolledBack
  }

  /// Makes a file whole that an interrupted commit left: whoever opens an H5AD calls this first, also to read.
  ///
  /// Costs one system call when there is no journal. Safe at any time: a file that another process is just
  /// writing is left alone, and a recovery that is cut short is done again by the next.
  ///
  /// - Throws: `Failure` 75 when another process is writing the file; 65 when the journal belongs to other
  ///   content than the file's; 73 when the file or its directory can't be written, with the way out.
  @discardableResult
  package static func recover(_ path: String, calls: any StorageCalls = KernelCalls()) throws(Failure)
    -> Recovery
  {
    let real = resolved(path)
    guard FileSystem.exists(Journal.path(of: real)) else { return .none }
    let file: File
    do throws(Failure) { file = try File(real, .readWrite) } catch { throw unwritable(path, error.reason) }
    guard try ExclusiveUse.take(file) else { throw ExclusiveUse.held(path) }
    return try recover(file, shownAs: path, calls: calls)
  }

  /// The same for a file that is open for writing and whose exclusive use is ours.
  static func recover(_ file: File, shownAs shown: String, calls: any StorageCalls) throws(Failure)
    -> Recovery
  {
    let journalPath = path(of: file.path)
    // Looked at again under the lock: who held it may have finished.
    guard let bytes = try AtomicFile.read(journalPath, limit: limit) else { return .none }
    guard let journal = Journal(bytes) else {
      try remove(journalPath, shown, calls)
      return .discarded
    }
    try journal.rollBack(file, shown, journalPath, calls)
    try remove(journalPath, shown, calls)
    return .rolledBack
  }

  /// Writes the journal so that it lasts, before anything of the old part changes.
  func write(beside file: File, _ calls: any StorageCalls) throws(Failure) {
    let path = Journal.path(of: file.path)
    let journal = try calls.create(path)
    let bytes = encoded
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(Failure) { try calls.write(buffer, to: journal, at: 0) } catch { failure = error }
    }
    if let failure { throw failure }
    try calls.synchronize(journal)
    try calls.synchronize(directory: Path.parent(path))
  }

  /// Puts the new bytes in place; the journal must last by now.
  func apply(to file: File, _ calls: any StorageCalls) throws(Failure) {
    for change in changes { try put(change.after, at: change.offset, file, calls) }
    try calls.synchronize(file)
  }

  /// Takes the journal away: from here on the file is the new one, and nothing may fail any more. Were the
  /// removal lost with the power, the next opener would find the journal and the file be the old one.
  static func finish(_ file: File, _ calls: any StorageCalls) throws(Failure) {
    try calls.remove(path(of: file.path))
    try? calls.synchronize(directory: Path.parent(file.path))
  }

  private func rollBack(_ file: File, _ shown: String, _ journalPath: String, _ calls: any StorageCalls)
    throws(Failure)
  {
    let foreign = Failure(
      .badData, .open, shown, "the journal beside it belongs to other content", hint: "rm \(journalPath)")
    guard try file.status().size >= oldEnd else { throw foreign }
    for change in changes {
      let present = try file.bytes(at: change.offset, count: change.before.count)
      // Each byte is the old or the new one, however far the commit came; else the file was replaced since.
      guard present.count == change.before.count,
        zip(present, zip(change.before, change.after)).allSatisfy({ $0 == $1.0 || $0 == $1.1 })
      else { throw foreign }
    }
    for change in changes { try put(change.before, at: change.offset, file, calls) }
    try calls.synchronize(file)
    try calls.truncate(file, to: oldEnd)
    try calls.synchronize(file)
  }

  private func put(_ bytes: [UInt8], at offset: Int64, _ file: File, _ calls: any StorageCalls)
    throws(Failure)
  {
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(Failure) { try calls.write(buffer, to: file, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private static func remove(_ path: String, _ shown: String, _ calls: any StorageCalls) throws(Failure) {
    do throws(Failure) { try calls.remove(path) } catch { throw unwritable(shown, error.reason) }
    try calls.synchronize(directory: Path.parent(path))
  }

  private static func unwritable(_ path: String, _ reason: String) -> Failure {
    Failure(
      .cannotCreate, .open, path, "an interrupted write must be undone first: \(reason)",
      hint: "cp \(path) \(path).zmap-journal DIR && zmap-tpmlog --rollback DIR/\(Path.name(path))")
  }
}

extension Journal {
  /// The file's content.
  var encoded: [UInt8] {
    var bytes = Journal.magic
    func append(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
    append(oldEnd)
    append(Int64(changes.count))
    for change in changes {
      append(change.offset)
      append(Int64(change.before.count))
      bytes += change.before
      bytes += change.after
    }
    let sum = Journal.checksum(bytes)
    withUnsafeBytes(of: sum.littleEndian) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Reads a journal; nil when it is cut short or not one.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 28, bytes.starts(with: Journal.magic) else { return nil }
    let body = bytes.dropLast(4)
    let sum = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard Journal.checksum(Array(body)) == sum else { return nil }
    var position = 8
    func number() -> Int64? {
      guard body.count - position >= 8 else { return nil }
      defer { position += 8 }
      return Int64(
        bitPattern: body[position..<position + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
    func run(_ count: Int) -> [UInt8] {
      defer { position += count }
      return Array(body[position..<position + count])
    }
    guard let oldEnd = number(), let count = number(), oldEnd >= 0, count >= 0 else { return nil }
    var changes: [JournalChange] = []
    for _ in 0..<count {
      guard let offset = number(), let length = number(), offset >= 0, length >= 0, offset <= oldEnd,
        length <= oldEnd - offset, length <= Int64(body.count - position) / 2
      else { return nil }
      changes.append(JournalChange(offset: offset, before: run(Int(length)), after: run(Int(length))))
    }
    guard position == body.count else { return nil }
    self.init(oldEnd: oldEnd, changes: changes)
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}

/// The right to change a file, held as long as its descriptor is open: the same lock that HDF5 takes, so
/// that its own readers and writers and this toolkit's keep out of each other's way.
enum ExclusiveUse {
  /// - Returns: false when another process uses the file. True as well where the file system has no locks.
  static func take(_ file: File) throws(Failure) -> Bool {
    let setting = Environment.process["HDF5_USE_FILE_LOCKING"]
    if setting == "FALSE" || setting == "0" {
      // The library's locks are switched off; two of this toolkit still must not meet.
      return zmap_lock_exclusive(file.descriptor, 0) == 0 || (errno != EAGAIN && errno != EACCES)
    }
    return retried { flock(file.descriptor, LOCK_EX | LOCK_NB) } == 0 || errno != EWOULDBLOCK
  }

  static func held(_ path: String) -> Failure {
    Failure(.tryAgain, .lock, path, "another process has it open")
  }
}
