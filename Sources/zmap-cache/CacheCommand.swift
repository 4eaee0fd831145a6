import ArgumentParser
import ZMAPCore

@main
struct CacheCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-cache", abstract: "List, verify and prune what is kept.", version: Version.current)

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-cache") }

  func run(_ session: Session) throws {}
}
