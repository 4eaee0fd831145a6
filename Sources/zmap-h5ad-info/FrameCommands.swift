import ArgumentParser
import H5AD
import ZMAPCore

struct ObsCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "obs", abstract: "Print the table of cells.")

  @OptionGroup var options: FrameOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws { try options.write(session) { file throws(Failure) in try file.obs } }
}

struct VarCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "var", abstract: "Print the table of genes.")

  @OptionGroup var options: FrameOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws { try options.write(session) { file throws(Failure) in try file.var } }
}

struct FrameOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The file to look at.", valueName: "file.h5ad"))
  var file: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Only these columns, in this order.", valueName: "col,col"))
  var columns: String?

  @Option(help: ArgumentHelp("Rows A to before B, counted from 0, as Python slices.", valueName: "a:b"))
  var rows: RowRange?

  @OptionGroup var form: RowOptions

  func write(_ session: Session, _ frame: (AnnDataFile) throws(Failure) -> DataFrame) throws {
    let file = try session.open(file)
    let table = try FrameTable(
      frame(file), names: columns.map { try NameList($0).names }, rows: rows,
      report: session.diagnostics.report)
    let writer = form.writer(table.header, to: session.output)
    try table.write(emit: session.rows(writer))
  }
}

extension RowRange: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
