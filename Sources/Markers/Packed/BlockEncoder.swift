import CLZ4
import ZMAPCore

/// Blocks of one column, one after the other, with offsets from the first.
struct EncodedBlocks: Sendable {
  var bytes: [UInt8]
  var blocks: [PackedFormat.Block]
}

/// Columns of a table, in the order of `order`, to blocks.
struct BlockEncoder: Sendable {
  let rows: MarkerRows
  /// The row at each position.
  let order: [UInt32]
  /// Whether text is compressed.
  let compressing: Bool

  /// One number a row. Blocks of numbers are stored as they are: LZ4 finds nothing in them.
  func numbers<Number: BitwiseCopyable>(_ value: (Int) -> Number) -> EncodedBlocks {
    let width = MemoryLayout<Number>.size
    let bytes = [UInt8](unsafeUninitializedCapacity: order.count * width) { target, count in
      let target = UnsafeMutableRawBufferPointer(target)
      for position in order.indices {
        target.storeBytes(of: value(position), toByteOffset: position * width, as: Number.self)
      }
      count = order.count * width
    }
    var blocks: [PackedFormat.Block] = []
    let size = PackedFormat.blockRows * width
    for start in stride(from: 0, to: bytes.count, by: size) {
      let end = min(start + size, bytes.count)
      let crc = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
      blocks.append(
        PackedFormat.Block(
          offset: UInt64(start), stored: UInt32(end - start), size: UInt32(end - start), crc: crc))
    }
    return EncodedBlocks(bytes: bytes, blocks: blocks)
  }

  /// The rows at `positions`, which begin with a block, as tab-separated text.
  func text(_ positions: Range<Int>) -> EncodedBlocks {
    let starts = Array(
      stride(from: positions.lowerBound, to: positions.upperBound, by: PackedFormat.blockRows))
    let ranges = starts.map { $0..<min($0 + PackedFormat.blockRows, positions.upperBound) }
    let sizes = ranges.map(room)
    let largest = sizes.max() ?? 0
    var blocks: [PackedFormat.Block] = []
    let plain = UnsafeMutableRawBufferPointer.allocate(byteCount: largest, alignment: 16)
    defer { plain.deallocate() }
    var isWorthwhile = compressing
    let bytes = [UInt8](unsafeUninitializedCapacity: sizes.reduce(0, +)) { target, count in
      for range in ranges {
        let size = fill(plain, range)
        let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[count...]))
        var stored = size
        if let packed = isWorthwhile ? compress(plain, size, to: free) : nil {
          stored = packed
        } else {
          isWorthwhile = false
          free.copyMemory(from: UnsafeRawBufferPointer(rebasing: plain[..<size]))
        }
        blocks.append(
          PackedFormat.Block(
            offset: UInt64(count), stored: UInt32(stored), size: UInt32(size),
            crc: Checksum.of(UnsafeRawBufferPointer(rebasing: free[..<stored]))))
        count += stored
      }
    }
    return EncodedBlocks(bytes: bytes, blocks: blocks)
  }

  /// Bytes that rows take at most.
  private func room(_ positions: Range<Int>) -> Int {
    positions.reduce(0) { room, position in
      let span = rows.spans[Int(order[position])]
      let size = Int(span.end - span.start)
      return room + size + Int(span.plain - span.start) + 1
    }
  }

  private func fill(_ plain: UnsafeMutableRawBufferPointer, _ positions: Range<Int>) -> Int {
    guard let out = plain.bindMemory(to: UInt8.self).baseAddress else { return 0 }
    var count = 0
    rows.text.withUnsafeBufferPointer { text in
      for position in positions {
        let span = rows.spans[Int(order[position])]
        let row = UnsafeBufferPointer(rebasing: text[Int(span.start)..<Int(span.end)])
        count += TabSeparated.write(row, plain: Int(span.plain - span.start), to: out + count)
      }
    }
    return count
  }

  /// Compresses the first `size` bytes of `plain` if that makes them a quarter smaller: what doesn't costs more
  /// time than it saves space. Nil otherwise.
  ///
  /// The corresponding C function is `LZ4_compress_fast`.
  private func compress(
    _ plain: UnsafeMutableRawBufferPointer, _ size: Int, to target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let length = Int32(exactly: size), length < LZ4_MAX_INPUT_SIZE else { return nil }
    // LZ4 gives up where the room ends. Acceleration 4: a tenth larger, three times as fast.
    let packed = LZ4_compress_fast(plain.baseAddress, target.baseAddress, length, length / 4 * 3, 4)
    return packed > 0 ? Int(packed) : nil
  }
}
