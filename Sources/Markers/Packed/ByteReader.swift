/// Values from bytes, in the order they were written; running out of bytes is damage.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func integer<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type = Number.self) throws
    -> Number
  {
    let range = try skip(MemoryLayout<Number>.size)
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Number.self) }
  }

  /// A count of things of which each takes at least `size` bytes from here on.
  mutating func count(of size: Int) throws -> Int {
    let count = Int(try integer(UInt32.self))
    guard count <= (bytes.count - position) / size else { throw PackedFormat.Damaged() }
    return count
  }

  mutating func text() throws -> [UInt8] {
    let length = try count(of: 1)
    return Array(bytes[try skip(length)])
  }

  /// Passes over `count` bytes and says where they stand.
  mutating func skip(_ count: Int) throws -> Range<Int> {
    guard count >= 0, count <= bytes.count - position else { throw PackedFormat.Damaged() }
    defer { position += count }
    return position..<position + count
  }
}

/// Values to bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func integer<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  mutating func integers(_ values: [UInt32]) { values.withUnsafeBytes { bytes.append(contentsOf: $0) } }

  /// A length and the bytes.
  mutating func text(_ text: some Collection<UInt8>) {
    integer(UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }
}
