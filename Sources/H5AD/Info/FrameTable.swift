import ZMAPCore

/// A data frame as rows, slab by slab.
package struct FrameTable {
  private let frame: DataFrame
  private let columns: [Column]
  private let rows: Range<Int>

  /// - Parameters:
  ///   - names: the columns wanted, in this order; nil for all.
  ///   - rows: which rows; clamped to those there are.
  /// - Throws: `Failure` for a column that is not there.
  /// - Parameter report: takes the failures of columns that nobody asked for by name: they are left out.
  package init(
    _ frame: DataFrame, names: [String]?, rows: RowRange?, report: (Failure) -> Void
  ) throws(Failure) {
    self.frame = frame
    self.rows = rows?.clamped(to: frame.rowCount) ?? 0..<frame.rowCount
    var columns: [Column] = []
    for name in names ?? frame.columnNames {
      do {
        columns.append(try frame.column(name))
      } catch {
        if names != nil { throw error }
        report(error)
      }
    }
    self.columns = columns
  }

  /// Rows that are decoded at a time: fewer of a table with thousands of columns.
  private var slab: Int { max(64, min(Column.slab, (1 << 20) / (columns.count + 1))) }

  /// The header: the index's name, then the columns'.
  package var header: [String] { [frame.indexName] + columns.map(\.name) }

  /// Calls `emit` for every row.
  package func write(emit: ([Value]) throws -> Void) throws {
    var from = rows.lowerBound
    while from < rows.upperBound {
      try Signals.check()
      let count = min(slab, rows.upperBound - from)
      let index = try frame.index.values(from: from, count: count)
      let values = try columns.map { try $0.values(from: from, count: count) }
      for row in 0..<count { try emit([index[row]] + values.map { $0[row] }) }
      from += count
    }
  }
}

/// Rows `A:B` as Python slices them: from A to before B, either may be left out, negative ones count from the
/// end, and what lies outside is cut off.
package struct RowRange: Equatable, Sendable {
  package let from: Int?
  package let to: Int?

  /// Nil when `text` is no such range.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    func bound(_ part: Substring) -> Int?? { part.isEmpty ? .some(nil) : Int(part).map { .some($0) } }
    guard let from = bound(parts[0]), let to = bound(parts[1]) else { return nil }
    (self.from, self.to) = (from, to)
  }

  package func clamped(to count: Int) -> Range<Int> {
    func place(_ bound: Int) -> Int { bound < 0 ? max(0, count + max(bound, -count)) : min(bound, count) }
    let start = place(from ?? 0)
    return start..<max(start, place(to ?? count))
  }
}
