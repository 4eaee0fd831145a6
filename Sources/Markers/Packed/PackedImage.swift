import CDeflate
import CLZ4
import ZMAPCore

/// A packed table as it is built: the meta part, and blocks one after the other.
struct PackedImage: Sendable {
  var meta = PackedMeta()
  /// What follows the head, in pieces.
  var pieces: [[UInt8]] = []

  /// Packs rows.
  ///
  /// - Parameter compressing: whether text is worth LZ4's time, which it is for a file.
  init(_ rows: MarkerRows, compressing: Bool) throws {
    let groups = rows.sortedGroups()
    var places = [UInt32](repeating: 0, count: groups.count)
    for (place, group) in groups.enumerated() { places[group] = UInt32(place) }
    let rowPlaces = rows.groupNumbers.map { places[Int($0)] }

    meta.rows = rows.spans.count
    meta.columns = zip(rows.heading.names, rows.isNumeric).map { ($0, $1) }
    meta.numbers = zip(rows.numbers, rows.faults).map { ($0 != nil, $1) }
    var sizes = [Int](repeating: 0, count: groups.count)
    for place in rowPlaces { sizes[Int(place)] += 1 }
    var end = 0
    for (place, group) in groups.enumerated() {
      end += sizes[place]
      meta.groups.append((Array(rows.groups[group]), end))
    }
    meta.geneBytes = rows.genes.bytes
    meta.geneOffsets = rows.genes.offsets
    meta.unannotated = (0..<rows.genes.count).map { UnannotatedGene.matches(rows.genes[$0]) ? 1 : 0 }

    func ranked(_ type: MarkerType) -> [UInt32]? {
      let index = NumberColumn.index(type)
      guard let ranks = rows.numbers[index], rows.faults[index] == nil else { return nil }
      return RankOrder.rows(ranks: ranks, groups: rowPlaces, groupCount: groups.count)
    }
    let order =
      ranked(.overall) ?? RankOrder.rows(ranks: nil, groups: rowPlaces, groupCount: groups.count)
    var positions = [UInt32](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { positions[Int(row)] = UInt32(position) }
    let orders = MarkerType.allCases.filter { $0 != .overall }.map { type in
      (PackedFormat.Column.order(type), ranked(type)?.map { positions[Int($0)] })
    }

    for column in PackedFormat.Column.allCases {
      try Signals.check()
      let encoder = BlockEncoder(rows: rows, order: order, compressing: compressing && column == .text)
      let encoded: (bytes: [UInt8], blocks: [PackedFormat.Block])
      switch column {
      case .text: encoded = encoder.text()
      case .gene: encoded = encoder.numbers { rows.geneNumbers[Int(order[$0])] }
      case .supportRatio, .log2FC, .enrichment:
        let measure = MarkerMeasure.allCases.first { PackedFormat.Column.measure($0) == column }
        guard let values = measure.flatMap({ rows.numbers[NumberColumn.index($0)] }) else {
          meta.directory.append([])
          continue
        }
        encoded = encoder.numbers { values[Int(order[$0])] }
      case .specificity, .contrast, .consensus, .prevalence:
        guard let values = orders.first(where: { $0.0 == column })?.1 else {
          meta.directory.append([])
          continue
        }
        encoded = encoder.numbers { values[$0] }
      }
      let start = PackedFormat.headSize + pieces.reduce(0) { $0 + $1.count }
      meta.directory.append(
        encoded.blocks.map { block in
          var block = block
          block.offset += UInt64(start)
          return block
        })
      pieces.append(encoded.bytes)
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

/// CRC-32 as zip has it. The corresponding C function is `libdeflate_crc32`.
enum Checksum {
  static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}
