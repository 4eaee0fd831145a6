import ArgumentParser
import H5AD
import ZMAPCore

struct StatsCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Tell counts, logarithms and scaled values apart.")

  @Argument(help: ArgumentHelp("The file to look at.", valueName: "file.h5ad"))
  var file: String

  @Option(help: ArgumentHelp("A layer, X or raw; all matrices by default.", valueName: "name"))
  var layer: [String] = []

  @OptionGroup var form: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let file = try session.open(self.file)
    let sources = try layer.isEmpty ? file.matrixSources() : layer.map { try file.source($0) }
    let writer = form.writer(Statistics.columns, to: session.output)
    for source in sources {
      do {
        writer.row(try Statistics(file, source, .decoders()).row)
      } catch let failure as Failure {
        session.diagnostics.report(failure)
      }
    }
  }
}
