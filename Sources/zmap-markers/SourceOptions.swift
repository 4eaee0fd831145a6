import ArgumentParser
import Markers
import ZMAPCore

/// Which table is asked, and where it comes from.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Annotation level: GermLayer, Tissue, CellType, CellTypeFine, Cluster or Leiden100; all with --gene.",
      valueName: "level"), completion: .list(MarkerLevel.allCases.map(\.rawValue)))
  var level = MarkerLevel.standard.rawValue

  @Option(
    help: ArgumentHelp(
      "Read this table instead: CSV, or CSV in a zip; - is stdin.", valueName: "file.csv.zip"),
    completion: .file(extensions: ["csv", "zip"]))
  var table: String?

  @Flag(help: "Ask the server first whether its table changed.")
  var refresh = false

  @Flag(help: "Open no connection; fail if the table is not here.")
  var offline = false

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Fetch from this server instead of the atlas's own.", valueName: "url"))
  var baseURL: String?

  func validate() throws {
    if table != nil && (refresh || offline || baseURL != nil) {
      throw ValidationError("'--refresh', '--offline' and '--base-url' do not go with '--table'")
    }
    if refresh && offline { throw ValidationError("'--refresh' and '--offline' are mutually exclusive") }
  }

  func fetching(_ common: CommonOptions) -> Fetcher.Options {
    var options = Fetcher.Options()
    options.refresh = refresh
    options.offline = offline
    options.baseURL = baseURL
    options.talk = common.quiet ? ["--quiet"] : common.verbose ? ["--verbose"] : []
    return options
  }

  func table(from store: TableStore) throws -> MarkerTable {
    if let table { return try store.table(at: table) }
    return try store.table(of: try MarkerLevel(named: level))
  }

  /// Hands over each table that is to be asked. One that can't be had is reported, and the others go on.
  func forEachTable(
    of store: TableStore, _ diagnostics: Diagnostics, _ body: (MarkerTable, String) throws -> Int
  ) throws -> Int {
    if table != nil { return try body(try table(from: store), "") }
    guard level == "all" else { return try body(try table(from: store), level) }
    return try MarkerLevel.allCases.reduce(0) { count, level in
      do {
        return count + (try body(try store.table(of: level), level.rawValue))
      } catch let failure as Failure {
        diagnostics.report(failure)
      } catch let status as ExitStatus {
        diagnostics.note(status)
      }
      return count
    }
  }
}
