import ArgumentParser
import H5AD
import ZMAPCore

struct ExpressionCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "expression", abstract: "Print how strongly groups of cells express genes.")

  @OptionGroup var options: MatrixOptions

  @Option(help: ArgumentHelp("The column of obs that makes the groups.", valueName: "col"))
  var by: String

  @OptionGroup var form: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let file = try session.open(options.file)
    let source = try options.source(file)
    let genes = try file.genes(of: source)
    let expression = try Expression(
      file.matrix(source), genes: options.selection(genes, session) ?? NameSelection(all: genes),
      by: Grouping(file.obs.column(by)), .decoders())
    let writer = form.writer(Expression.columns, to: session.output)
    try expression.write(emit: session.rows(writer))
  }
}
