import CLZ4
import ZMAPCore

/// Columns of a table, in the order of `order`, to blocks.
struct BlockEncoder: Sendable {
  let rows: MarkerRows
  /// The row at each position.
  let order: [UInt32]
  let sink: any BlockSink
  /// Whether text is compressed.
  let compressing: Bool

  /// One number a row. Blocks of numbers are stored as they are: LZ4 finds nothing in them.
  func numbers<Number: BitwiseCopyable>(_ value: (Int) -> Number) throws -> [PackedFormat.Block] {
    let width = MemoryLayout<Number>.size
    return try withScratch(PackedFormat.blockRows * width) { scratch in
      try ranges(order.indices).map { range in
        for (index, position) in range.enumerated() {
          scratch.storeBytes(of: value(position), toByteOffset: index * width, as: Number.self)
        }
        return try put(scratch, size: range.count * width, stored: range.count * width)
      }
    }
  }

  /// The rows at `positions`, which begin with a block, as tab-separated text.
  func text(_ positions: Range<Int>) throws -> [PackedFormat.Block] {
    let ranges = ranges(positions)
    let largest = ranges.reduce(0) { max($0, room($1)) }
    return try withScratch(largest) { plain in
      try withScratch(compressing ? largest : 0) { packed in
        var isWorthwhile = compressing
        return try ranges.map { range in
          let size = fill(plain, range)
          if isWorthwhile, let stored = compress(plain, size, to: packed) {
            return try put(packed, size: size, stored: stored)
          }
          // What the first block of a stretch gains nothing from, the others won't.
          isWorthwhile = false
          return try put(plain, size: size, stored: size)
        }
      }
    }
  }

  private func put(_ bytes: UnsafeMutableRawBufferPointer, size: Int, stored: Int) throws
    -> PackedFormat.Block
  {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<stored])
    guard let size = UInt32(exactly: size) else {
      throw Failure(.badData, .write, "packed table", "\(PackedFormat.blockRows) rows of more than 4 GiB")
    }
    return PackedFormat.Block(
      offset: try sink.put(bytes), stored: UInt32(stored), size: size, crc: Checksum.of(bytes))
  }

  private func ranges(_ positions: Range<Int>) -> [Range<Int>] {
    stride(from: positions.lowerBound, to: positions.upperBound, by: PackedFormat.blockRows).map {
      $0..<min($0 + PackedFormat.blockRows, positions.upperBound)
    }
  }

  private func withScratch<Outcome>(
    _ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Outcome
  ) rethrows -> Outcome {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { scratch.deallocate() }
    return try body(scratch)
  }

  /// Bytes that rows take at most.
  private func room(_ positions: Range<Int>) -> Int {
    positions.reduce(0) { room, position in
      let span = rows.spans[Int(order[position])]
      return room + Int(span.end - span.start) + Int(span.plain - span.start) + 1
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
