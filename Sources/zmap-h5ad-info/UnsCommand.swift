import ArgumentParser
import H5AD
import ZMAPCore

struct UnsCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "uns", abstract: "Print what is in uns, or one key of it, as JSON.")

  @Argument(help: ArgumentHelp("The file to look at.", valueName: "file.h5ad"))
  var file: String

  @Argument(help: ArgumentHelp("The key; a/b for one inside another.", valueName: "key"))
  var key: String?

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let file = try session.open(self.file)
    var json = ElementJSON(to: session.output, report: session.diagnostics.report)
    try json.write(ElementJSON.element(file, key))
  }
}
