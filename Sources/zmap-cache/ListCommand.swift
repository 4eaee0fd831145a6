import ArgumentParser
import ZMAPCore

struct ListCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is kept, and its status.")

  @OptionGroup var rows: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    let writer = rows.writer(KeptFile.columns, to: session.output)
    for file in inventory.files { writer.row(file.values) }
  }
}
