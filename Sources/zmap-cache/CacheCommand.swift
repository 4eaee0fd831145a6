import ArgumentParser
import ZMAPCore

@main
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zmap-cache", abstract: "List, verify and prune what is kept.", version: Version.current,
    subcommands: [
      ListCommand.self, PathCommand.self, VerifyCommand.self, ChecksumsCommand.self, PruneCommand.self,
      RemoveCommand.self, AdoptCommand.self, DirectoryCommand.self,
    ],
    defaultSubcommand: ListCommand.self)

  static func main() { start("zmap-cache") }
}
