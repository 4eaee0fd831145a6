import ArgumentParser
import H5AD
import ZMAPCore

struct SummaryCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Print what anndata prints for the object, in its words.")

  @OptionGroup var input: FilesArgument
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    try input.each(session) { file, isOneOfMany in
      let text = try Summary.text(file)
      if isOneOfMany { session.output.write("\(file.path): ") }
      session.output.write(text + "\n")
    }
  }
}
