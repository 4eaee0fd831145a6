import ArgumentParser
import Digest
import ZMAPCore

struct VerifyCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Tell whether kept files are whole.",
    discussion: """
      Without options this takes no time: it compares size, times and the end address that a file states itself. \
      The status is 1 if anything is truncated or damaged.
      """)

  @Argument(help: ArgumentHelp("Only these: a kind, a level, a file's name or a path.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "Read every byte and compare SHA-256 and ETag.")
  var deep = false

  @Flag(help: "Download again what is damaged, finish what is truncated.")
  var repair = false

  @OptionGroup var rows: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    let writer = rows.writer(["name", "status", "detail"], to: session.output)
    let verification = Verification(
      isDeep: deep, repair: repair ? Repair(session.environment, session.diagnostics) : nil,
      session.diagnostics)
    try verification.run(inventory.selected(names, session.diagnostics)) { file, finding in
      writer.row([.text(file.name), .text(finding.status.rawValue), .text(finding.detail)])
      session.output.passOn()
    }
  }
}
