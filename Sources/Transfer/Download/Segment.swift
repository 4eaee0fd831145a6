import ZMAPCore

/// One request of a download and the bytes that came but are not written yet.
final class Segment {
  let request: Request
  /// Where the bytes begin that this segment brings.
  private(set) var start: Int64
  /// Where it stops; another segment may take over what lies behind. `.max` while the length is unknown.
  var end: Int64
  /// The next byte to come.
  private(set) var position: Int64
  /// Whether the answer's head was found to be good.
  var isAccepted = false
  /// Whether the end of the body could be told from a broken connection.
  var lengthIsCertain = true
  /// First bytes of an answer that is no file.
  private(set) var excerpt: [UInt8] = []
  var exchange: Exchange?
  private(set) var lastFlush = ContinuousClock.now
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  private let began = ContinuousClock.now
  private var window = (start: ContinuousClock.now, bytes: Int64(0))

  init(_ request: Request, start: Int64, end: Int64, bufferSize: Int) {
    self.request = request
    self.start = start
    self.end = end
    position = start
    buffer = .allocate(byteCount: bufferSize, alignment: 4096)
  }

  deinit { buffer.deallocate() }

  /// The bytes that nobody else needs to ask for.
  var claimed: Range<Int64> { start..<max(start, end) }
  var rest: Int64 { max(0, end - position) }
  var hasUnwritten: Bool { used > 0 }
  var isFull: Bool { used == buffer.count }
  /// What came and is not written yet, and where it belongs.
  var unwritten: (bytes: UnsafeRawBufferPointer, offset: Int64) {
    (UnsafeRawBufferPointer(rebasing: buffer[..<used]), position - Int64(used))
  }

  /// Bytes a second since the request began.
  var rate: Double { Double(position - start) / max(0.001, (ContinuousClock.now - began) / .seconds(1)) }

  /// The answer's body begins at `offset`, which may not be where it was asked to.
  func begin(at offset: Int64) {
    start = offset
    position = offset
  }

  /// Takes over as much of `bytes` as there is room and need for.
  func fill(_ bytes: UnsafeRawBufferPointer) -> Int {
    let count = Int(min(Int64(min(bytes.count, buffer.count - used)), rest))
    UnsafeMutableRawBufferPointer(rebasing: buffer[used..<used + count]).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    used += count
    position += Int64(count)
    window.bytes += Int64(count)
    return count
  }

  func flushed() {
    used = 0
    lastFlush = .now
  }

  func take(excerpt bytes: UnsafeRawBufferPointer) { excerpt.append(contentsOf: bytes.prefix(1024)) }

  /// Bytes that came in the last `seconds`, once that long has been looked at; nil before.
  func bytesInWindow(_ seconds: Double) -> Int64? {
    let now = ContinuousClock.now
    guard now - window.start >= .seconds(seconds) else { return nil }
    defer { window = (now, 0) }
    return window.bytes
  }
}
