import ZMAPCore

/// Where genes are markers: their rows in all tables that are asked, each with the place that the gene has in
/// its group under the filters in force.
package struct GeneSearch {
  private static let measures = ["overall_rank", "support_ratio", "global_log2fc", "enrich_mean"]
  private static let columns = ["level", "group", "gene", "rank"] + measures

  private let wanted: [String]
  private let asObjects: Bool
  private let session: Session
  private var asked: [MarkerTable] = []
  private var known: Set<String> = []
  private var lacksHeader: Bool

  package init(_ genes: [String], asObjects: Bool, header: Bool, _ session: Session) {
    wanted = genes
    self.asObjects = asObjects
    self.session = session
    lacksHeader = header && !asObjects
  }

  /// Prints the rows of a table.
  ///
  /// - Parameter level: what stands in the first column.
  /// - Returns: the number of rows.
  package mutating func rows(of table: MarkerTable, level: String, _ query: MarkerQuery) throws -> Int {
    let selection = try Selection(query, in: table, session.diagnostics)
    asked.append(table)
    let names = Dictionary(wanted.map { (Array($0.utf8), $0) }) { first, _ in first }
    let genes = (0..<table.meta.geneCount).map { number -> Bool in
      guard let name = names[Array(table.meta.gene(number))] else { return false }
      known.insert(name)
      return true
    }
    guard genes.contains(true) else { return 0 }
    head()
    let places = GeneSearch.measures.map { name in table.meta.columns.firstIndex { $0.name == name } }
    var text = TextCursor(table)
    var count = 0
    try selection.forEach { row in
      guard genes[row.gene] else { return }
      text.forget(before: table.rows(ofGroup: row.group).lowerBound)
      let cells = try text.row(row.position) { bytes in
        let cells = bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        return places.map { place in
          place.flatMap { cells.indices.contains($0) ? Array(cells[$0]) : nil } ?? []
        }
      }
      let isNumeric = places.map { place in place.map { table.meta.columns[$0].isNumeric } ?? true }
      let group = table.meta.groups[row.group].name
      let gene = Array(table.meta.gene(row.gene))
      session.output.withBuffer { out in
        if asObjects {
          object([Array(level.utf8), group, gene], row.place, zip(cells, isNumeric), to: &out)
        } else {
          line([Array(level.utf8), group, gene], row.place, cells, to: &out)
        }
      }
      count += 1
    }
    return count
  }

  /// Says which genes stand in no table that was asked.
  ///
  /// - Throws: `Failure` when none of them does.
  package mutating func finish() throws {
    let unknown = wanted.filter { !known.contains($0) }
    guard !unknown.isEmpty, !asked.isEmpty else { return head() }
    var names: Set<String> = []
    for table in asked {
      for number in 0..<table.meta.geneCount {
        names.insert(String(decoding: table.meta.gene(number), as: UTF8.self))
      }
    }
    let place = asked.count == 1 ? asked[0].name : "any level"
    let problems = unknown.map { ($0, "no such gene in \(place)" + Nearest.phrase($0, in: Array(names))) }
    guard known.isEmpty else {
      for (name, reason) in problems { session.diagnostics.warn("'\(name)': \(reason)") }
      return
    }
    let failures = problems.map { Failure(.noInput, .find, $0, $1) }
    for failure in failures.dropLast() { session.diagnostics.report(failure) }
    if let last = failures.last { throw last }
  }

  /// Prints the heading before the first row, or at the end when there is none.
  private mutating func head() {
    if lacksHeader { _ = RowWriter(GeneSearch.columns, to: session.output) }
    lacksHeader = false
  }

  private func line(_ names: [[UInt8]], _ place: Int, _ cells: [[UInt8]], to out: inout [UInt8]) {
    for name in names {
      TabSeparated.append(name, to: &out)
      out.append(UInt8(ascii: "\t"))
    }
    out.append(contentsOf: "\(place)".utf8)
    for cell in cells {
      out.append(UInt8(ascii: "\t"))
      out.append(contentsOf: cell)
    }
    out.append(UInt8(ascii: "\n"))
  }

  private func object(
    _ names: [[UInt8]], _ place: Int, _ cells: Zip2Sequence<[[UInt8]], [Bool]>, to out: inout [UInt8]
  ) {
    func key(_ column: Int) {
      out.append(contentsOf: "\(column == 0 ? "{" : ",")\"\(GeneSearch.columns[column])\":".utf8)
    }
    for (column, name) in names.enumerated() {
      key(column)
      CellJSON.append(string: name, to: &out)
    }
    key(names.count)
    out.append(contentsOf: "\(place)".utf8)
    for (column, (cell, isNumeric)) in cells.enumerated() {
      key(names.count + 1 + column)
      CellJSON.append(field: cell[...], isNumeric: isNumeric, to: &out)
    }
    out.append(contentsOf: "}\n".utf8)
  }
}
