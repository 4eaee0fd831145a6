import CDeflate
import ZMAPCore

/// A packed table as it is built: the meta part, and blocks one after the other.
struct PackedImage: Sendable {
  private(set) var meta = PackedMeta()
  /// What follows the head, in pieces.
  private(set) var pieces: [[UInt8]] = []

  /// Blocks of text that one thread takes at a time.
  private static let stretch = 32 * PackedFormat.blockRows

  /// Packs rows, on all processors. The result does not depend on their number.
  ///
  /// - Parameter compressing: whether text is worth LZ4's time, which it is for a file.
  init(_ rows: MarkerRows, compressing: Bool) throws {
    let groups = rows.sortedGroups()
    var places = [UInt32](repeating: 0, count: groups.count)
    for (place, group) in groups.enumerated() { places[group] = UInt32(place) }
    let ranking = RankOrder(
      groups: rows.groupNumbers.map { [places] in places[Int($0)] }, count: groups.count)
    let order = ranking.rows(of: rows, by: .overall) ?? ranking.rows
    var positions = [UInt32](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { positions[Int(row)] = UInt32(position) }

    describe(rows, groups, ranking.starts)
    let encoder = BlockEncoder(rows: rows, order: order, compressing: compressing)
    let stretches = stride(from: 0, to: order.count, by: PackedImage.stretch).map {
      $0..<min($0 + PackedImage.stretch, order.count)
    }
    let numbers = PackedFormat.Column.allCases.filter { $0 != .text }
    let encoded = try Parallel.map(numbers.count + stretches.count) { [positions] index -> EncodedBlocks? in
      try Signals.check()
      if index >= numbers.count { return encoder.text(stretches[index - numbers.count]) }
      switch numbers[index].content {
      case .text: return nil
      case .gene: return encoder.numbers { rows.geneNumbers[Int(order[$0])] }
      case .measure(let measure):
        return rows.values(NumberColumn.index(measure)).map { value in
          encoder.numbers { value(Int(order[$0])) }
        }
      case .order(let type):
        return ranking.rows(of: rows, by: type).map { ranked in encoder.numbers { positions[Int(ranked[$0])] }
        }
      }
    }
    for (column, blocks) in zip(numbers, encoded) { append(blocks.map { [$0] } ?? [], to: column) }
    append(encoded[numbers.count...].compactMap { $0 }, to: .text)
  }

  private mutating func describe(_ rows: MarkerRows, _ groups: [Int], _ starts: [Int]) {
    meta.rows = rows.spans.count
    meta.columns = zip(rows.heading.names, rows.isNumeric).map { ($0, $1) }
    meta.numbers = NumberColumn.names.indices.map { (rows.values($0) != nil, rows.faults[$0]) }
    meta.groups = zip(groups, starts.dropFirst()).map { (Array(rows.groups[$0]), $1) }
    meta.geneBytes = rows.genes.bytes
    meta.geneOffsets = rows.genes.offsets
    meta.unannotated = (0..<rows.genes.count).map { UnannotatedGene.matches(rows.genes[$0]) ? 1 : 0 }
    meta.directory = PackedFormat.Column.allCases.map { _ in [] }
  }

  private mutating func append(_ parts: [EncodedBlocks], to column: PackedFormat.Column) {
    for part in parts {
      let start = UInt64(PackedFormat.headSize + pieces.reduce(0) { $0 + $1.count })
      for var block in part.blocks {
        block.offset += start
        meta.directory[column.rawValue].append(block)
      }
      pieces.append(part.bytes)
    }
  }

  /// The whole file: head, blocks, meta part.
  func file(of identity: PackedFormat.Identity) -> [[UInt8]] {
    let end = meta.encoded()
    let offset = PackedFormat.headSize + pieces.reduce(0) { $0 + $1.count }
    let head = PackedHead(
      identity: identity, metaOffset: UInt64(offset), metaSize: UInt64(end.count), metaCRC: Checksum.of(end))
    return [head.encoded()] + pieces + [end]
  }
}

extension RankOrder {
  /// The rows by group, then rank; nil where the table has no such rank, or text in it.
  fileprivate func rows(of table: MarkerRows, by type: MarkerType) -> [UInt32]? {
    let column = NumberColumn.index(type)
    guard table.faults[column] == nil else { return nil }
    return table.values(column).map(sorted)
  }
}

/// CRC-32 as zip has it. The corresponding C function is `libdeflate_crc32`.
enum Checksum {
  static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}
