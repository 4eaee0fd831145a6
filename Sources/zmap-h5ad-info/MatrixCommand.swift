import ArgumentParser
import H5AD
import ZMAPCore

struct MatrixCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "matrix", abstract: "Print stored entries as cell, gene, value.")

  @OptionGroup var options: MatrixOptions

  @Option(help: ArgumentHelp("Cells: a,b,c, or @file, or '-' for standard input.", valueName: "list"))
  var cells: String?

  @Option(help: ArgumentHelp("Cells A to before B, counted from 0, as Python slices.", valueName: "a:b"))
  var rows: RowRange?

  @OptionGroup var form: RowOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if cells != nil && rows != nil { throw ValidationError("'--cells' and '--rows' are mutually exclusive") }
    if cells == "-" && options.genes == "-" {
      throw ValidationError("'--cells' and '--genes' can't both come from standard input")
    }
  }

  func run(_ session: Session) throws {
    let file = try session.open(options.file)
    let source = try options.source(file)
    let (obs, genes) = (try file.obs, try file.genes(of: source))
    let wanted = try cells.map {
      try NameSelection(NameList($0).names, in: obs, what: "cell", session.diagnostics)
    }
    let entries = try Entries(
      file.matrix(source),
      cells: Entries.Names(obs, wanted, range: rows?.clamped(to: obs.rowCount)),
      genes: Entries.Names(genes, options.selection(genes, session)), .decoders())
    let writer = form.writer(Entries.columns, to: session.output)
    try entries.write(emit: session.rows(writer))
  }
}
