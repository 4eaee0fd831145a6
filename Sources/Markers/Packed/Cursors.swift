import Glibc
import ZMAPCore

/// One number a row, read block by block.
struct NumberCursor<Number: BitwiseCopyable> {
  private let table: MarkerTable
  private let column: PackedFormat.Column
  private let isValid: (Number) -> Bool
  private var block = -1
  private var bytes: [UInt8] = []

  /// - Parameter isValid: what a number must be to be of use, such as a row that exists.
  init(
    _ table: MarkerTable, _ column: PackedFormat.Column, isValid: @escaping (Number) -> Bool = { _ in true }
  ) {
    self.table = table
    self.column = column
    self.isValid = isValid
  }

  subscript(position: Int) -> Number {
    mutating get throws {
      let wanted = position >> PackedFormat.blockShift
      if wanted != block { try load(wanted) }
      let offset = (position & (PackedFormat.blockRows - 1)) * MemoryLayout<Number>.size
      let number = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
      return number
    }
  }

  private mutating func load(_ wanted: Int) throws {
    let count = table.meta.rowCount(ofBlock: wanted)
    bytes = try table.read(column, wanted) { bytes in
      guard bytes.count == count * MemoryLayout<Number>.size else { throw PackedFormat.Damaged() }
      let areValid = bytes.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: MemoryLayout<Number>.size).allSatisfy {
          isValid(bytes.loadUnaligned(fromByteOffset: $0, as: Number.self))
        }
      }
      guard areValid else { throw PackedFormat.Damaged() }
      return bytes
    }
    block = wanted
  }
}

/// Rows of tab-separated text. Keeps the blocks of the group that is asked for, since another rank than the
/// one on disk jumps to and fro in it.
struct TextCursor {
  private struct Block {
    var bytes: [UInt8]
    /// Where each line begins, and the end of the last.
    var lines: [Int]
  }

  private let table: MarkerTable
  private var blocks: [Int: Block] = [:]
  private var current = Block(bytes: [], lines: [])
  private var block = -1

  init(_ table: MarkerTable) { self.table = table }

  /// Drops what stands before `position`.
  mutating func forget(before position: Int) {
    blocks = blocks.filter { $0.key >= position >> PackedFormat.blockShift }
  }

  /// Gives the row at `position`, without its newline, to `body`.
  mutating func row<Outcome>(
    _ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Outcome
  ) throws -> Outcome {
    let wanted = position >> PackedFormat.blockShift
    if wanted != block { try load(wanted) }
    let line = position & (PackedFormat.blockRows - 1)
    let range = current.lines[line]..<current.lines[line + 1] - 1
    return try current.bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private mutating func load(_ wanted: Int) throws {
    if let known = blocks[wanted] {
      current = known
    } else {
      let count = table.meta.rowCount(ofBlock: wanted)
      current = try table.read(.text, wanted) { bytes in
        let lines = TextCursor.lines(bytes)
        guard lines.count == count + 1, lines.last == bytes.count else { throw PackedFormat.Damaged() }
        return Block(bytes: bytes, lines: lines)
      }
      blocks[wanted] = current
    }
    block = wanted
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
