import ArgumentParser
import H5AD
import ZMAPCore

struct ListCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every element with its type, size and compression.")

  @OptionGroup var input: FilesArgument
  @OptionGroup var rows: RowOptions
  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let table = FileTable(Inventory.Entry.columns, rows, session)
    try input.each(session) { file, isOneOfMany in
      table.begin(file.path, isOneOfMany)
      try Inventory.walk(file, report: session.diagnostics.report) { try table.row($0.values) }
    }
  }
}
