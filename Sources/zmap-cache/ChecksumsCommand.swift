import ArgumentParser
import Digest
import ZMAPCore

struct ChecksumsCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "checksums", abstract: "Print SHA-256 lines for 'sha256sum -c'.",
    discussion: "Reads only files whose digest no record tells, or which changed since.")

  @Argument(help: ArgumentHelp("Only these: a kind, a level, a file's name or a path.", valueName: "name"))
  var names: [String] = []

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    try Checksums(session.diagnostics).run(inventory.selected(names, session.diagnostics)) { line in
      session.output.write(line + "\n")
    }
  }
}
