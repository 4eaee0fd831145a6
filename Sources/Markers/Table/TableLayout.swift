import ZMAPCore

/// Where a table's records keep what is asked for.
struct TableLayout: Sendable {
  let heading: Heading
  /// Fields of a record.
  let width: Int
  let group: Int
  let gene: Int
  /// Columns of numbers that are computed with: their place in `NumberColumn`, and in a record.
  let numbers: [(column: Int, place: Int)]
  /// Places of the other columns.
  let others: [Int]

  /// - Parameter name: the table in messages.
  init(_ heading: Heading, name: String) throws(Failure) {
    self.heading = heading
    let first = heading.dropped
    width = heading.names.count + first
    func place(_ wanted: String) -> Int? { heading.names.firstIndex(of: wanted).map { $0 + first } }
    guard let group = place(MarkerColumn.group), let gene = place(MarkerColumn.gene) else {
      let absent = place(MarkerColumn.group) == nil ? MarkerColumn.group : MarkerColumn.gene
      throw Failure(.badData, .parse, name, "no column '\(absent)'; the columns are \(heading.list)")
    }
    self.group = group
    self.gene = gene
    let numbers = NumberColumn.names.indices.compactMap { column in
      place(NumberColumn.names[column]).map { (column: column, place: $0) }
    }
    self.numbers = numbers
    others = (first..<width).filter { place in
      place != group && place != gene && !numbers.contains { $0.place == place }
    }
  }

  /// What may be a column of numbers: all but names.
  var isNumeric: [Bool] { (heading.dropped..<width).map { $0 != group && $0 != gene } }
}
