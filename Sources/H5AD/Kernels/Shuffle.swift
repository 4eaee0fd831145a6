/// HDF5's shuffle filter (2): the first bytes of all elements, then the second bytes, and so on. Bytes
/// behind the last whole element stay where they are.
enum Shuffle {
  static func apply(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, size: Int) {
    transpose(source, target, size) { element, byte, count in
      (element &* size &+ byte, byte &* count &+ element)
    }
  }

  static func undo(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, size: Int) {
    transpose(source, target, size) { element, byte, count in
      (byte &* count &+ element, element &* size &+ byte)
    }
  }

  /// Both buffers have the same length; `map` gives the places to read and to write.
  @inline(__always)
  private static func transpose(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ size: Int,
    _ map: (_ element: Int, _ byte: Int, _ count: Int) -> (from: Int, to: Int)
  ) {
    precondition(target.count >= source.count && size > 0)
    guard let from = source.baseAddress?.assumingMemoryBound(to: UInt8.self),
      let to = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    else { return }
    let count = source.count / size
    for byte in 0..<size {
      for element in 0..<count {
        let place = map(element, byte, count)
        to[place.to] = from[place.from]
      }
    }
    for rest in count * size..<source.count { to[rest] = from[rest] }
  }
}
