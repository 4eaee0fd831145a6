import ArgumentParser
import ZMAPCore

struct RemoveCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove kept files by name or path.",
    discussion: """
      Removes what a name means: the finished file with its record and its packed table, and an unfinished \
      download that nobody works on. Never removes anything outside the cache directories. Prints the paths of \
      what it removed.
      """)

  @Argument(help: ArgumentHelp("A kind, a level, a file's name or a path.", valueName: "name"))
  var names: [String]

  @Flag(name: [.customShort("y"), .customLong("yes")], help: "Do not ask.")
  var yes = false

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let confirmation = try Confirmation(isGiven: yes)
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    let removals = inventory.removals(of: names, session.diagnostics)
    try Remover(inventory, confirmation, session.diagnostics).remove(removals) { removal in
      session.output.write(removal.path + "\n")
    }
  }
}
