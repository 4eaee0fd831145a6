import ArgumentParser
import ZMAPCore

struct PruneCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove what is left over, old or too much.",
    discussion: """
      Removes only what can come again: unfinished downloads that nobody works on, leftovers, and finished files \
      that have a record or a published name and that were not changed by hand. Prints what it removed.
      """)

  @Flag(help: "Remove unfinished downloads.")
  var partial = false

  @Flag(help: "Remove records without their file and other leftovers.")
  var orphans = false

  @Option(
    help: ArgumentHelp("Remove only what was not used for so long: 12h, 30d, 2w.", valueName: "age"),
    transform: Age.argument)
  var olderThan: Int64?

  @Option(
    help: ArgumentHelp("Remove the least recently used until no more is kept: 20G.", valueName: "size"),
    transform: ByteSize.argument)
  var maxSize: Int64?

  @Flag(help: "Remove datasets of which a later version is here.")
  var oldVersions = false

  @Flag(help: "Print what would be removed, and remove nothing.")
  var dryRun = false

  @Flag(name: [.customShort("y"), .customLong("yes")], help: "Do not ask.")
  var yes = false

  @OptionGroup var rows: RowOptions
  @OptionGroup var common: CommonOptions

  private var rules: Pruning.Rules {
    Pruning.Rules(
      partial: partial, orphans: orphans, oldVersions: oldVersions, olderThan: olderThan, maxSize: maxSize)
  }

  func validate() throws {
    if rules.isEmpty {
      throw ValidationError("nothing says what to remove: '--partial', '--orphans', '--older-than' …")
    }
  }

  func run(_ session: Session) throws {
    let confirmation = try Confirmation(isGiven: yes || dryRun)
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    let removals = try Pruning(rules, now: Timestamp.nanoseconds()).choose(
      from: inventory, session.diagnostics)
    let writer = rows.writer(Removal.columns, to: session.output)
    try Remover(inventory, confirmation, session.diagnostics).remove(removals, dryRun: dryRun) { removal in
      writer.row(removal.values)
    }
  }
}
