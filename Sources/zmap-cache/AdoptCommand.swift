import ArgumentParser
import Digest
import ZMAPCore

struct AdoptCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Make records of files that came another way.",
    discussion: "Takes each file as it is now to be right, and prints its path.")

  @Argument(help: ArgumentHelp("Files; none, or -, reads paths from stdin, one a line.", valueName: "file"))
  var files: [String] = []

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let adoption = Adoption(session.diagnostics)
    try adoption.run(try InputPaths.named(files)) { path in
      session.output.write(path + "\n")
      session.output.passOn()
    }
  }
}
