import CSystem
import ZMAPCore

/// Parts: the bytes of unfinished downloads on the disk. This folder writes them at absolute offsets, keeps
/// account of them and hashes them; it knows no connection and never touches a visible file.

/// Another process took the part over, or somebody removed it: start again from what is there.
struct PartLost: Error {}

/// A part that this process owns, with its files open.
final class OpenPart {
  let part: PartFile
  let data: File
  let origin: PartMap.Origin?
  /// All that is there, synced or not.
  private(set) var written: ByteRanges
  private var map: File?
  private var mapEnd: Int64 = 0
  private var sync: BackgroundSync?
  private var lastSync = ContinuousClock.now
  private var lastSign = ContinuousClock.now
  private var unsynced: Int64 = 0
  private var dirty: Int64 = 0
  private static let writeback: Int64 = 8 << 20

  /// Bytes and seconds after which what was written is synced, and then said to be there.
  private static let syncInterval: (bytes: Int64, seconds: Double) = (64 << 20, 10)

  /// Makes a new part.
  ///
  /// - Parameter origin: nil when the bytes can't be told from another version's: such a part serves one run
  ///   and is removed at its end.
  static func create(_ part: PartFile, _ origin: PartMap.Origin?) throws(Failure) -> OpenPart {
    try part.place.make(part.path)
    if let origin { try PartMap(origin).write(to: part) }
    let data = try File(part.data, .create)
    return try OpenPart(part, data, origin, ByteRanges())
  }

  /// Opens a part that was just claimed.
  static func open(_ part: PartFile, _ known: PartMap) throws(Failure) -> OpenPart {
    try OpenPart(part, try File(part.data, .readWrite), known.origin, known.done)
  }

  /// Makes a part of a file that another program left unfinished: it moves in and leaves its visible name.
  static func adopt(_ path: String, size: Int64, as part: PartFile, _ origin: PartMap.Origin) throws(Failure)
    -> OpenPart
  {
    try part.place.make(part.path)
    var origin = origin
    origin.adopted = true
    var done = ByteRanges()
    done.insert(0..<size)
    try PartMap(origin, done: done).write(to: part)
    try FileSystem.rename(path, to: part.data)
    return try OpenPart(part, try File(part.data, .readWrite), origin, done)
  }

  private init(_ part: PartFile, _ data: File, _ origin: PartMap.Origin?, _ written: ByteRanges)
    throws(Failure)
  {
    self.part = part
    self.data = data
    self.origin = origin
    self.written = written
    try openMap()
  }

  /// Writes bytes where they belong, and notes it in the map.
  ///
  /// - Returns: how many of them were not there before.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Failure) -> Int64 {
    try data.write(bytes, at: offset)
    let range = offset..<offset + Int64(bytes.count)
    let before = written.count
    written.insert(range)
    let new = written.count - before
    unsynced += Int64(bytes.count)
    dirty += Int64(bytes.count)
    if dirty >= OpenPart.writeback {
      // The sync at the end then finds little left to do.
      zmap_start_writeback(data.descriptor, 0, 0)
      dirty = 0
    }
    try append(PartMap.line(range))
    return new
  }

  /// To be called now and then: says in the map what is safe on the disk, gives the sign of life, and finds out
  /// whether the part is still there. The sync itself goes on in the background.
  ///
  /// - Throws: `PartLost` when the part is no longer this process's.
  func maintain() throws {
    let now = ContinuousClock.now
    if now - lastSign >= .seconds(1) {
      lastSign = now
      guard part.isStillMine(data: data) else { throw PartLost() }
      part.giveSign()
    }
    if let sync {
      guard let ranges = try sync.finished() else { return }
      self.sync = nil
      try say(ranges)
    } else if unsynced >= OpenPart.syncInterval.bytes
      || unsynced > 0 && now - lastSync >= .seconds(OpenPart.syncInterval.seconds)
    {
      unsynced = 0
      lastSync = now
      if origin != nil { sync = BackgroundSync(data, written) }
    }
  }

  /// Replaces the map by one that begins with what is synced; what was written since is appended anew.
  private func say(_ synced: ByteRanges) throws(Failure) {
    guard let origin else { return }
    try PartMap(origin, done: synced).write(to: part)
    try openMap()
    try append(written.ranges.flatMap(PartMap.line))
  }

  private func openMap() throws(Failure) {
    guard origin != nil else { return }
    let file = try File(part.map, .readWrite)
    mapEnd = try file.status().size
    map = file
  }

  private func append(_ lines: [UInt8]) throws(Failure) {
    guard let map else { return }
    var failure: Failure?
    lines.withUnsafeBytes { buffer in
      do throws(Failure) { try map.write(buffer, at: mapEnd) } catch { failure = error }
    }
    if let failure { throw failure }
    mapEnd += Int64(lines.count)
  }

  /// Forgets what is written, for a body that begins anew.
  func startOver() throws(Failure) {
    written = ByteRanges()
    try data.truncate(to: 0)
  }

  /// Gives the part back for another run, or removes it when none could go on with it.
  func release() {
    // Not ours any more: whoever has it now keeps account of it.
    guard part.isStillMine(data: data) else { return }
    if let origin, written.count > 0 {
      if (try? data.synchronizeData()) != nil { try? PartMap(origin, done: written).write(to: part) }
      part.release()
    } else {
      try? part.remove()
    }
  }
}
