/// The meta part: all of a packed table but its rows.
struct PackedMeta: Sendable {
  var rows = 0
  /// Column names, and whether all cells of a column are numbers.
  var columns: [(name: String, isNumeric: Bool)] = []
  /// By place in `NumberColumn`: whether the table has the column, and the first cell that is no number.
  var numbers: [(isPresent: Bool, fault: MarkerRows.Fault?)] = []
  /// In output order.
  var groups: [(name: [UInt8], end: Int)] = []
  /// By number, one after the other.
  var geneBytes: [UInt8] = []
  var geneOffsets: [UInt32] = []
  /// 1 for a gene that `--omit-unannotated` leaves out.
  var unannotated: [UInt8] = []
  /// By column, then block; empty for a column that the table has not.
  var directory: [[PackedFormat.Block]] = []

  var blockCount: Int { (rows + PackedFormat.blockRows - 1) >> PackedFormat.blockShift }
  var geneCount: Int { unannotated.count }

  func rowCount(ofBlock block: Int) -> Int {
    min(PackedFormat.blockRows, rows - block << PackedFormat.blockShift)
  }

  func gene(_ number: Int) -> ArraySlice<UInt8> {
    geneBytes[Int(geneOffsets[number])..<Int(geneOffsets[number + 1])]
  }

  func encoded() -> [UInt8] {
    var out = ByteWriter()
    out.integer(UInt32(rows))
    out.integer(UInt32(columns.count))
    for column in columns {
      out.text(Array(column.name.utf8))
      out.integer(UInt8(column.isNumeric ? 1 : 0))
    }
    out.integer(UInt32(numbers.count))
    for number in numbers {
      out.integer(UInt8(number.isPresent ? 1 : 0))
      out.integer(UInt64(number.fault?.line ?? 0))
      out.text(Array((number.fault?.cell ?? "").utf8))
    }
    out.integer(UInt32(groups.count))
    for group in groups {
      out.text(group.name)
      out.integer(UInt32(group.end))
    }
    out.text(geneBytes)
    out.integer(UInt32(geneOffsets.count))
    out.integers(geneOffsets)
    out.text(unannotated)
    for blocks in directory {
      out.integer(UInt32(blocks.count))
      for block in blocks {
        out.integer(block.offset)
        out.integer(block.stored)
        out.integer(block.size)
        out.integer(block.crc)
      }
    }
    return out.bytes
  }

  init() {}

  /// - Parameter end: the offset that no block may reach beyond.
  /// - Throws: `Damaged` when anything disagrees with anything else.
  init(_ bytes: [UInt8], end: UInt64) throws {
    var input = ByteReader(bytes)
    rows = Int(try input.integer(UInt32.self))
    for _ in 0..<(try input.count(of: 5)) {
      let name = String(decoding: try input.text(), as: UTF8.self)
      columns.append((name, try input.integer(UInt8.self) == 1))
    }
    for _ in 0..<(try input.count(of: 13)) {
      let isPresent = try input.integer(UInt8.self) == 1
      let line = try input.integer(UInt64.self)
      let cell = String(decoding: try input.text(), as: UTF8.self)
      let fault = line == 0 ? nil : MarkerRows.Fault(line: Int(clamping: line), cell: cell)
      numbers.append((isPresent, fault))
    }
    var last = 0
    for _ in 0..<(try input.count(of: 8)) {
      let name = try input.text()
      let end = Int(try input.integer(UInt32.self))
      guard end >= last, end <= rows else { throw PackedFormat.Damaged() }
      groups.append((name, end))
      last = end
    }
    geneBytes = try input.text()
    let count = try input.count(of: 4)
    let range = try input.skip(count * 4)
    geneOffsets = [UInt32](unsafeUninitializedCapacity: count) { target, filled in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(target).copyMemory(from: .init(rebasing: $0[range]))
      }
      filled = count
    }
    unannotated = try input.text()
    for _ in PackedFormat.Column.allCases { directory.append(try PackedMeta.blocks(&input, end: end)) }
    try check(last)
  }

  private static func blocks(_ input: inout ByteReader, end: UInt64) throws -> [PackedFormat.Block] {
    let count = try input.count(of: PackedFormat.Block.byteCount)
    var blocks: [PackedFormat.Block] = []
    blocks.reserveCapacity(count)
    for _ in 0..<count {
      let block = PackedFormat.Block(
        offset: try input.integer(), stored: try input.integer(), size: try input.integer(),
        crc: try input.integer())
      // LZ4 can't do better than 1:255.
      guard block.offset <= end, UInt64(block.stored) <= end - block.offset, block.size / 256 <= block.stored
      else { throw PackedFormat.Damaged() }
      blocks.append(block)
    }
    return blocks
  }

  private func check(_ lastGroupEnd: Int) throws {
    guard numbers.count == NumberColumn.names.count, lastGroupEnd == rows,
      geneOffsets.count == unannotated.count + 1, geneOffsets.first == 0,
      geneOffsets.last.map({ Int($0) }) == geneBytes.count,
      zip(geneOffsets, geneOffsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      directory.allSatisfy({ $0.isEmpty || $0.count == blockCount })
    else { throw PackedFormat.Damaged() }
  }
}
