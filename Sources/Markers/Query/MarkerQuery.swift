import ZMAPCore

/// Which rows are wanted: this folder takes a table and a question and prints the answer, one row after the
/// other. It never looks at a file.
package struct MarkerQuery: Sendable {
  /// Names of groups as they stand in the table or as `--list-groups` prints them; nil for all.
  package var groups: [[UInt8]]?
  package var type = MarkerType.standard
  /// Rows of a group at most; nil for all.
  package var limit: Int? = 50
  package var thresholds: [MarkerMeasure: Double] = [:]
  package var omitsUnannotated = false

  package init() {}
}

/// The rows of a table that a query wants, in output order.
struct Selection {
  /// A row of the answer.
  struct Row {
    var group: Int
    /// Where the row stands in the table.
    var position: Int
    var gene: Int
    /// 1 for the first of its group in this answer.
    var place: Int
  }

  let table: MarkerTable
  let query: MarkerQuery
  let groups: [Int]
  private let thresholds: [(column: PackedFormat.Column, least: Double)]

  /// - Throws: `Failure` when the table can't answer: no such group, no such rank, no numbers there.
  init(_ query: MarkerQuery, in table: MarkerTable, _ diagnostics: Diagnostics) throws {
    self.query = query
    self.table = table
    let heading = table.meta.columns.map(\.name).joined(separator: ", ")
    guard table.meta.numbers[NumberColumn.index(query.type)].isPresent else {
      throw Failure(
        .badData, .find, query.type.column, "no such column in \(table.name); the columns are \(heading)")
    }
    try Selection.check(table, query.type.column, NumberColumn.index(query.type))
    var thresholds: [(PackedFormat.Column, Double)] = []
    for measure in MarkerMeasure.allCases {
      guard let least = query.thresholds[measure] else { continue }
      guard table.meta.numbers[NumberColumn.index(measure)].isPresent else {
        diagnostics.warn("no column '\(measure.column)' in \(table.name): \(measure.option) changes nothing")
        continue
      }
      try Selection.check(table, measure.column, NumberColumn.index(measure))
      thresholds.append((.measure(measure), least))
    }
    self.thresholds = thresholds
    groups = try GroupNames(table).places(query.groups, diagnostics)
  }

  /// Calls `body` with each row.
  func forEach(_ body: (Row) throws -> Void) throws {
    let count = UInt32(table.meta.geneCount)
    let rows = UInt32(table.meta.rows)
    var genes = NumberCursor<UInt32>(table, .gene, below: count)
    var order = PackedFormat.Column.order(query.type).map { NumberCursor<UInt32>(table, $0, below: rows) }
    var measures = thresholds.map { (cursor: NumberCursor<Double>(table, $0.column), least: $0.least) }
    for group in groups {
      try Signals.check()
      let rows = table.rows(ofGroup: group)
      genes.forget(before: rows.lowerBound)
      order?.forget(before: rows.lowerBound)
      for filter in measures.indices { measures[filter].cursor.forget(before: rows.lowerBound) }
      var place = 0
      rows: for index in rows {
        if place == query.limit { break }
        let position = try order?[index].asInt ?? index
        for filter in measures.indices {
          // A missing value is NaN, which is never enough.
          guard try measures[filter].cursor[position] >= measures[filter].least else { continue rows }
        }
        let gene = Int(try genes[position])
        if query.omitsUnannotated && table.meta.unannotated[gene] != 0 { continue }
        place += 1
        try body(Row(group: group, position: position, gene: gene, place: place))
      }
    }
  }

  private static func check(_ table: MarkerTable, _ column: String, _ index: Int) throws {
    if let fault = table.meta.numbers[index].fault {
      throw Failure(
        .badData, .parse, table.name,
        "line \(fault.line): '\(fault.cell)' in column '\(column)' is not a number")
    }
  }
}

extension UInt32 {
  fileprivate var asInt: Int { Int(self) }
}
