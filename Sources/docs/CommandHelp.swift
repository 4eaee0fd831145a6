import FoundationEssentials
import ZMAPCore

/// What a command says of its options: ArgumentParser's `--experimental-dump-help`, as far as it is needed.
package struct CommandHelp: Decodable, Sendable {
  package struct Name: Decodable, Sendable {
    package let kind: String
    package let name: String

    /// The name as it is typed.
    package var typed: String { kind == "long" ? "--\(name)" : "-\(name)" }
  }

  package struct Argument: Decodable, Sendable {
    package let kind: String
    package let names: [Name]?
    package let valueName: String?
    package let abstract: String?
    package let discussion: String?
    package let defaultValue: String?
    package let allValues: [String]?
    package let sectionTitle: String?
    package let isOptional: Bool
    package let isRepeating: Bool
    package let shouldDisplay: Bool

    /// Short names first, as manual pages have them.
    package var sortedNames: [Name] {
      (names ?? []).filter { $0.kind != "long" } + (names ?? []).filter { $0.kind == "long" }
    }
  }

  package let commandName: String
  package let abstract: String?
  package let defaultSubcommand: String?
  package let subcommands: [CommandHelp]?
  package let arguments: [Argument]?

  /// The subcommands that users call.
  package var visibleSubcommands: [CommandHelp] { (subcommands ?? []).filter { $0.commandName != "help" } }

  /// The options and operands that users see.
  package var visibleArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// - Throws: `Failure` when `json` is not what ArgumentParser writes.
  package init(json: [UInt8], of tool: String) throws(Failure) {
    struct Dump: Decodable { let command: CommandHelp }
    do {
      self = try JSONDecoder().decode(Dump.self, from: Data(json)).command
    } catch {
      throw Failure(
        .badData, .parse, "\(tool) --experimental-dump-help", "not the JSON of a command: \(error)")
    }
  }
}
