import ArgumentParser
import H5AD
import ZMAPCore

struct CheckCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find what is wrong with files; silent when they are sound.")

  @Argument(
    help: ArgumentHelp(
      "Files; without any, or with '-', one a line on standard input.", valueName: "file.h5ad"))
  var files: [String] = []

  @Flag(help: "Read every chunk, and compute a sample of tpm_log again.")
  var deep = false

  @OptionGroup var form: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    var writer: RowWriter?
    for path in try InputPaths.named(files) {
      let check = Check(path, isDeep: deep, .decoders()) { place, problem in
        // A sound file says nothing, not even a header.
        let rows = writer ?? form.writer(["file"] + Check.columns, to: session.output)
        writer = rows
        try session.rows(rows)([.text(path), .text(place), .text(problem)])
      }
      do {
        try check.run()
      } catch let failure as Failure {
        session.diagnostics.report(failure)
      }
      if check.count > 0 { session.diagnostics.note(.negative) }
    }
  }
}
