import ArgumentParser
import ZMAPCore

extension PublishedFile.Content: ExpressibleByArgument {}

struct DirectoryCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "dir", abstract: "Print where files are kept, first where new ones go.")

  @Argument(help: ArgumentHelp("Only h5ad or only markers.", valueName: "content"))
  var content: PublishedFile.Content?

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let places = try Places(session.environment)
    for directory in content.map(places.directories) ?? places.all().map(\.directory) {
      session.output.write(directory + "\n")
    }
  }
}
