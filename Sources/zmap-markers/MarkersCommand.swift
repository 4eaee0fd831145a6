import ArgumentParser
import Markers
import ZMAPCore

@main
struct MarkersCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-markers", abstract: "Print consensus marker genes.", version: Version.current)

  @OptionGroup(title: "Which table") var source: SourceOptions
  @OptionGroup(title: "Which rows") var rows: RowOptions
  @OptionGroup(title: "What to print") var printing: PrintOptions
  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-markers") }

  func validate() throws {
    if printing.modes > 1 {
      throw ValidationError("'--gene', '--list-groups' and '--list-levels' are mutually exclusive")
    }
    if source.level == "all" && printing.gene.isEmpty {
      throw ValidationError("'--level all' goes with '--gene' only")
    }
    if let format = printing.format, printing.modes == 1 {
      guard !printing.gene.isEmpty, format == .table || format == .jsonl else {
        throw ValidationError("'--format \(format.rawValue)' does not go with '\(printing.mode)'")
      }
    }
  }

  func run(_ session: Session) throws {
    let count: Int
    if printing.listLevels {
      count = printing.levels(session)
    } else {
      let store = try TableStore(session, fetching: source.fetching(common))
      if printing.gene.isEmpty {
        count = try answer(try source.table(from: store), session)
      } else {
        count = try search(store, session)
      }
    }
    if printing.failEmpty && count == 0 { throw ExitStatus.negative }
  }

  private func answer(_ table: MarkerTable, _ session: Session) throws -> Int {
    let printer = MarkerPrinter(table, session)
    if printing.listGroups { return printer.groups(header: printing.header ?? false) }
    return try printer.answer(
      try rows.query(standardLimit: 50), printing.format ?? .panel, header: printing.header,
      session.diagnostics)
  }

  private func search(_ store: TableStore, _ session: Session) throws -> Int {
    let query = try rows.query(standardLimit: nil)
    var search = GeneSearch(
      printing.gene, asObjects: printing.format == .jsonl, header: printing.header ?? true, session)
    let count = try source.forEachTable(of: store, session.diagnostics) { table, level in
      try search.rows(of: table, level: level, query)
    }
    try search.finish()
    return count
  }
}
