import ZMAPCore

extension PackedMeta {
  /// Rows whose text one thread takes at a time.
  private static let stretch = 32 * PackedFormat.blockRows

  /// Packs rows, on all processors.
  ///
  /// - Parameters:
  ///   - sink: where the blocks go, which the directory then tells of.
  ///   - compressing: whether text is worth LZ4's time, which it is for a file.
  init(packing rows: MarkerRows, to sink: any BlockSink, compressing: Bool) throws {
    let sorted = rows.sortedGroups()
    var places = [UInt32](repeating: 0, count: sorted.count)
    for (place, group) in sorted.enumerated() { places[group] = UInt32(place) }
    let ranking = RankOrder(
      groups: rows.groupNumbers.map { [places] in places[Int($0)] }, count: sorted.count)
    let order = ranking.rows(of: rows, by: .overall) ?? ranking.rows
    var positions = [UInt32](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { positions[Int(row)] = UInt32(position) }

    self.init()
    describe(rows, sorted, ranking.starts)
    let encoder = BlockEncoder(rows: rows, order: order, sink: sink, compressing: compressing)
    let stretches = stride(from: 0, to: order.count, by: PackedMeta.stretch).map {
      $0..<min($0 + PackedMeta.stretch, order.count)
    }
    let columns = PackedFormat.Column.allCases
    let blocks = try Parallel.map(columns.count + stretches.count) { [positions] index in
      try Signals.check()
      if index >= columns.count { return try encoder.text(stretches[index - columns.count]) }
      switch columns[index].content {
      case .text: return []
      case .gene: return try encoder.numbers { rows.geneNumbers[Int(order[$0])] }
      case .measure(let measure):
        guard let value = rows.values(NumberColumn.index(measure)) else { return [] }
        return try encoder.numbers { value(Int(order[$0])) }
      case .order(let type):
        guard let ranked = ranking.rows(of: rows, by: type) else { return [] }
        return try encoder.numbers { positions[Int(ranked[$0])] }
      }
    }
    directory = Array(blocks[..<columns.count])
    directory[PackedFormat.Column.text.rawValue] = Array(blocks[columns.count...].joined())
  }

  private mutating func describe(_ table: MarkerRows, _ sorted: [Int], _ starts: [Int]) {
    rows = table.spans.count
    columns = zip(table.heading.names, table.isNumeric).map { ($0, $1) }
    numbers = NumberColumn.names.indices.map { (table.values($0) != nil, table.faults[$0]) }
    groups = zip(sorted, starts.dropFirst()).map { (Array(table.groups[$0]), $1) }
    geneBytes = table.genes.bytes
    geneOffsets = table.genes.offsets
    unannotated = (0..<table.genes.count).map { UnannotatedGene.matches(table.genes[$0]) ? 1 : 0 }
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
