import Glibc
import ZMAPCore

/// Blocks of one column that are in use, made into what a cursor needs. Positions are asked for group by group;
/// within one, ranks other than those on disk jump to and fro.
private struct BlockCache<Content> {
  private let table: MarkerTable
  private let column: PackedFormat.Column
  private let decode: ([UInt8], _ rows: Int) throws -> Content
  private var contents: [Content?]
  private var first = 0

  /// - Parameter decode: throws `Damaged` when a block makes no sense.
  init(
    _ table: MarkerTable, _ column: PackedFormat.Column, decode: @escaping ([UInt8], Int) throws -> Content
  ) {
    self.table = table
    self.column = column
    self.decode = decode
    contents = [Content?](repeating: nil, count: table.meta.blockCount)
  }

  subscript(block: Int) -> Content {
    mutating get throws {
      if let known = contents[block] { return known }
      let rows = table.meta.rowCount(ofBlock: block)
      let content = try table.read(column, block) { try decode($0, rows) }
      contents[block] = content
      return content
    }
  }

  mutating func forget(before position: Int) {
    while first < position >> PackedFormat.blockShift {
      contents[first] = nil
      first += 1
    }
  }
}

/// One number a row, read block by block.
struct NumberCursor<Number: BitwiseCopyable & Comparable> {
  private var blocks: BlockCache<[UInt8]>
  private var current: [UInt8] = []
  private var block = -1

  /// - Parameter limit: what a number must be below to be of use, such as the count of rows there are.
  init(_ table: MarkerTable, _ column: PackedFormat.Column, below limit: Number? = nil) {
    blocks = BlockCache(table, column) { bytes, rows in
      let width = MemoryLayout<Number>.size
      guard bytes.count == rows * width else { throw PackedFormat.Damaged() }
      guard let limit else { return bytes }
      var areValid = true
      bytes.withUnsafeBytes { bytes in
        for row in 0..<rows {
          areValid = bytes.loadUnaligned(fromByteOffset: row * width, as: Number.self) < limit && areValid
        }
      }
      guard areValid else { throw PackedFormat.Damaged() }
      return bytes
    }
  }

  /// Drops what stands before `position`.
  mutating func forget(before position: Int) { blocks.forget(before: position) }

  subscript(position: Int) -> Number {
    mutating get throws {
      let wanted = position >> PackedFormat.blockShift
      if wanted != block {
        current = try blocks[wanted]
        block = wanted
      }
      let offset = (position & (PackedFormat.blockRows - 1)) * MemoryLayout<Number>.size
      return current.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    }
  }
}

/// Rows of tab-separated text.
struct TextCursor {
  private struct Block {
    var bytes: [UInt8]
    /// Where each line begins, and the end of the last.
    var lines: [Int]
  }

  private var blocks: BlockCache<Block>
  private var current = Block(bytes: [], lines: [])
  private var block = -1

  init(_ table: MarkerTable) {
    blocks = BlockCache(table, .text) { bytes, rows in
      let lines = TextCursor.lines(bytes)
      guard lines.count == rows + 1, lines.last == bytes.count else { throw PackedFormat.Damaged() }
      return Block(bytes: bytes, lines: lines)
    }
  }

  /// Drops what stands before `position`.
  mutating func forget(before position: Int) { blocks.forget(before: position) }

  /// Gives the row at `position`, without its newline, to `body`.
  mutating func row<Outcome>(
    _ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Outcome
  ) throws -> Outcome {
    let wanted = position >> PackedFormat.blockShift
    if wanted != block {
      current = try blocks[wanted]
      block = wanted
    }
    let line = position & (PackedFormat.blockRows - 1)
    let range = current.lines[line]..<current.lines[line + 1] - 1
    return try current.bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static func lines(_ bytes: [UInt8]) -> [Int] {
    var lines = [0]
    lines.reserveCapacity(PackedFormat.blockRows + 1)
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < bytes.count, let newline = memchr(base + start, 0x0A, bytes.count - start) {
        start = UnsafeRawPointer(newline) - base + 1
        lines.append(start)
      }
    }
    return lines
  }
}
