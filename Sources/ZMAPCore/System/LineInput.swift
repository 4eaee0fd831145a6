import Glibc

/// Lines of a descriptor, without their `\n` (or `\r\n`), as bytes that may be any encoding.
package struct LineInput: IteratorProtocol {
  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var atEnd = false
  /// What ended the input early; looked at after the loop.
  package private(set) var failure: Failure?
  /// A line longer than this is no path and no name.
  private static let limit = 1 << 20

  package init(descriptor: Int32 = 0, name: String = "standard input") {
    self.descriptor = descriptor
    self.name = name
  }

  package mutating func next() -> [UInt8]? {
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return trimmed(position..<end)
      }
      if atEnd || buffer.count - position > LineInput.limit {
        if buffer.count - position > LineInput.limit {
          failure = Failure(.badData, .read, name, "a line is longer than \(LineInput.limit) bytes")
          return nil
        }
        guard position < buffer.count else { return nil }
        defer { position = buffer.count }
        return trimmed(position..<buffer.count)
      }
      fill()
    }
  }

  /// All lines of the input that are not empty, as text.
  ///
  /// - Throws: `Failure` when reading fails.
  package static func names(descriptor: Int32 = 0, name: String = "standard input") throws(Failure)
    -> [String]
  {
    var input = LineInput(descriptor: descriptor, name: name)
    var names: [String] = []
    while let line = input.next() {
      if !line.isEmpty { names.append(String(decoding: line, as: UTF8.self)) }
    }
    if let failure = input.failure { throw failure }
    return names
  }

  private func trimmed(_ range: Range<Int>) -> [UInt8] {
    var range = range
    if let last = range.last, buffer[last] == 0x0D { range = range.dropLast() }
    return Array(buffer[range])
  }

  private mutating func fill() {
    buffer.removeFirst(position)
    position = 0
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    let count = awaited {
      buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + start }, 1 << 16) }
    }
    if count < 0 { failure = Failure(.read, name, errno: errno) }
    buffer.removeLast((1 << 16) - Swift.max(count, 0))
    atEnd = count <= 0
  }
}
