import TestSupport
import Testing
import ZMAPCore
import docs

/// The five commands as their users meet them.
enum Tools {
  static let names = ["zmap-fetch", "zmap-h5ad-info", "zmap-tpmlog", "zmap-markers", "zmap-cache"]

  static func help(_ tool: String) throws -> CommandHelp {
    let program = Repository.command(tool)
    return try CommandHelp(
      json: Child.run([program, "--experimental-dump-help"], capturing: true).output, of: tool)
  }

  /// The command and its subcommands.
  static func all(_ command: CommandHelp) -> [CommandHelp] {
    [command] + command.visibleSubcommands.flatMap(all)
  }
}

/// A lint of what `--help` says.
@Suite struct HelpTests {
  @Test(arguments: Tools.names) func namesAreUnique(_ tool: String) throws {
    for command in Tools.all(try Tools.help(tool)) {
      let names = command.visibleArguments.flatMap { ($0.names ?? []).map(\.typed) }
      #expect(Set(names).count == names.count, "\(command.commandName): \(names)")
    }
  }

  @Test(arguments: Tools.names) func everyOptionIsASentence(_ tool: String) throws {
    for command in Tools.all(try Tools.help(tool)) {
      for argument in command.visibleArguments where (argument.names ?? []).first?.name != "help" {
        let text = argument.abstract ?? ""
        let name = "\(command.commandName) \((argument.names ?? []).map(\.typed)) \(argument.valueName ?? "")"
        #expect(text.hasSuffix("."), "\(name): '\(text)' is no sentence")
        #expect(text.first?.isUppercase ?? false, "\(name): '\(text)' begins small")
      }
    }
  }

  @Test(arguments: Tools.names) func everyValueHasAPlaceholder(_ tool: String) throws {
    for command in Tools.all(try Tools.help(tool)) {
      for argument in command.visibleArguments where argument.kind != "flag" {
        let value = argument.valueName ?? ""
        #expect(!value.isEmpty && value == value.lowercased(), "\(command.commandName): \(value)")
      }
    }
  }

  @Test(arguments: Tools.names) func abstractsAreLabels(_ tool: String) throws {
    for command in Tools.all(try Tools.help(tool)) {
      let abstract = command.abstract ?? ""
      #expect((1...60).contains(abstract.count), "\(command.commandName): '\(abstract)'")
      #expect(!abstract.contains("zmap-"))
    }
  }

  @Test(arguments: Tools.names) func helpFitsTheTerminal(_ tool: String) throws {
    let room = try TemporaryDirectory()
    let shell = try Shell(room.path)
    for command in Tools.all(try Tools.help(tool)) {
      let line = command.commandName == tool ? "\(tool) --help" : "\(tool) \(command.commandName) --help"
      let outcome = try shell.run(line)
      #expect(outcome.status == 0)
      for text in outcome.output.split(separator: "\n") { #expect(text.count <= 79, "\(line): \(text)") }
    }
  }

  @Test(arguments: Tools.names) func versionsAreOne(_ tool: String) throws {
    let outcome = try Shell(try TemporaryDirectory().path).run("\(tool) --version")
    #expect(outcome == Outcome(output: Version.current + "\n", errors: "", status: 0))
  }
}
