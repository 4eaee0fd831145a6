import ArgumentParser
import H5AD
import ZMAPCore

@main
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zmap-h5ad-info", abstract: "Look into H5AD files without loading them.",
    version: Version.current,
    subcommands: [
      ListCommand.self, SummaryCommand.self, ObsCommand.self, VarCommand.self, MatrixCommand.self,
      UnsCommand.self, ExpressionCommand.self, StatsCommand.self, CheckCommand.self,
    ],
    defaultSubcommand: ListCommand.self)

  static func main() {
    MemoryBound.set()
    start("zmap-h5ad-info")
  }
}

/// Files to look at, on the command line or one a line on standard input.
struct FilesArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files; without any, or with '-', one a line on standard input.", valueName: "file.h5ad"))
  var files: [String] = []

  /// Opens each file in turn. One that fails is reported, and the others go on.
  func each(_ session: Session, _ body: (_ file: AnnDataFile, _ isOneOfMany: Bool) throws -> Void) throws {
    let paths = try InputPaths.named(files)
    for path in paths {
      do {
        try body(session.open(path), paths.count > 1)
      } catch let failure as Failure {
        session.diagnostics.report(failure)
      }
    }
  }
}
