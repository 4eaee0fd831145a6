import ArgumentParser
import ZMAPCore

struct PathCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print the paths of kept files.")

  @Argument(help: ArgumentHelp("A kind, a level or a file's name.", valueName: "name"))
  var names: [String]

  @OptionGroup var common: CommonOptions

  func run(_ session: Session) throws {
    let inventory = Inventory(try Places(session.environment), session.diagnostics)
    for name in names {
      do throws(Failure) {
        session.output.write(try inventory.usable(name).path + "\n")
      } catch {
        session.diagnostics.report(error)
      }
    }
  }
}
