/// Memory that grows to the largest request and stays.
package final class Scratch {
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  package init() {}

  deinit { memory.deallocate() }

  /// Room for `count` bytes; what was in it before is lost when it grows.
  package func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if memory.count < count {
      memory.deallocate()
      memory = .allocate(byteCount: count, alignment: 64)
    }
    return UnsafeMutableRawBufferPointer(rebasing: memory.prefix(count))
  }

  /// Room for `count` numbers.
  package func room<Number: BitwiseCopyable>(_ count: Int, of: Number.Type) -> UnsafeMutableBufferPointer<
    Number
  > {
    room(count * MemoryLayout<Number>.stride).bindMemory(to: Number.self)
  }
}
