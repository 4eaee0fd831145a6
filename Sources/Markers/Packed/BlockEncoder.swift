import CLZ4
import ZMAPCore

/// Columns of a table, in the order of `order`, to blocks.
struct BlockEncoder {
  let rows: MarkerRows
  /// The row at each position.
  let order: [UInt32]
  let compressing: Bool

  /// One number a row. Blocks of numbers are stored as they are: LZ4 finds nothing in them.
  func numbers<Number: BitwiseCopyable>(_ value: (Int) -> Number)
    -> (bytes: [UInt8], blocks: [PackedFormat.Block])
  {
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
    return (bytes, blocks)
  }

  /// The rows as tab-separated text.
  func text() -> (bytes: [UInt8], blocks: [PackedFormat.Block]) {
    var bytes: [UInt8] = []
    var blocks: [PackedFormat.Block] = []
    var plain: [UInt8] = []
    for start in stride(from: 0, to: order.count, by: PackedFormat.blockRows) {
      let positions = start..<min(start + PackedFormat.blockRows, order.count)
      fill(&plain, positions)
      let offset = bytes.count
      append(plain, to: &bytes)
      let crc = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[offset...])) }
      blocks.append(
        PackedFormat.Block(
          offset: UInt64(offset), stored: UInt32(bytes.count - offset), size: UInt32(plain.count), crc: crc))
    }
    return (bytes, blocks)
  }

  private func fill(_ plain: inout [UInt8], _ positions: Range<Int>) {
    var room = 0
    for position in positions {
      let span = rows.spans[Int(order[position])]
      room += 2 * Int(span.end - span.start) + 1
    }
    plain = [UInt8](unsafeUninitializedCapacity: room) { target, count in
      guard let out = target.baseAddress else { return }
      rows.text.withUnsafeBufferPointer { text in
        for position in positions {
          let span = rows.spans[Int(order[position])]
          let row = UnsafeBufferPointer(rebasing: text[Int(span.start)..<Int(span.end)])
          count += TabSeparated.write(row, isPlain: span.isPlain, to: out + count)
        }
      }
    }
  }

  /// Compressed if that makes it smaller. The corresponding C function is `LZ4_compress_fast`.
  private func append(_ plain: [UInt8], to bytes: inout [UInt8]) {
    guard compressing, let size = Int32(exactly: plain.count), size < LZ4_MAX_INPUT_SIZE else {
      bytes.append(contentsOf: plain)
      return
    }
    let bound = LZ4_compressBound(size)
    let packed = [UInt8](unsafeUninitializedCapacity: Int(bound)) { target, count in
      count = plain.withUnsafeBytes { source in
        Int(
          LZ4_compress_fast(
            source.baseAddress, UnsafeMutableRawPointer(target.baseAddress), size, bound, BlockEncoder.haste))
      }
    }
    bytes.append(contentsOf: packed.isEmpty || packed.count >= plain.count ? plain : packed)
  }

  /// LZ4's acceleration: a tenth larger, three times as fast.
  private static let haste: Int32 = 4
}
