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
    // Room for the worst case; pages that nothing is written to cost nothing.
    let capacity = sizes.reduce(0) { $0 + $1 + $1 / 255 + 64 }
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      for range in ranges {
        let size = fill(plain, range)
        let source = UnsafeRawBufferPointer(rebasing: plain[..<size])
        let stored = store(
          source, in: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[count...])
        )
        let written = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[count..<count + stored])
        blocks.append(
          PackedFormat.Block(
            offset: UInt64(count), stored: UInt32(stored), size: UInt32(size), crc: Checksum.of(written)))
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
      return room + (span.isPlain ? size : 2 * size) + 1
    }
  }

  private func fill(_ plain: UnsafeMutableRawBufferPointer, _ positions: Range<Int>) -> Int {
    guard let out = plain.bindMemory(to: UInt8.self).baseAddress else { return 0 }
    var count = 0
    rows.text.withUnsafeBufferPointer { text in
      for position in positions {
        let span = rows.spans[Int(order[position])]
        let row = UnsafeBufferPointer(rebasing: text[Int(span.start)..<Int(span.end)])
        count += TabSeparated.write(row, isPlain: span.isPlain, to: out + count)
      }
    }
    return count
  }

  /// Writes `plain` to `target`, compressed if that makes it smaller, and returns the size there.
  ///
  /// The corresponding C function is `LZ4_compress_fast`.
  private func store(_ plain: UnsafeRawBufferPointer, in target: UnsafeMutableRawBufferPointer) -> Int {
    if compressing, let size = Int32(exactly: plain.count), size > 0 {
      // A target smaller than the source makes LZ4 give up early.
      let packed = LZ4_compress_fast(
        plain.baseAddress, target.baseAddress, size, size - 1, BlockEncoder.haste)
      if packed > 0 { return Int(packed) }
    }
    target.copyMemory(from: plain)
    return plain.count
  }

  /// LZ4's acceleration: a tenth larger, three times as fast.
  private static let haste: Int32 = 4
}
