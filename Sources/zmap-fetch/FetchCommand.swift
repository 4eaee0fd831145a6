import ArgumentParser
import ZMAPCore

@main
struct FetchCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-fetch", abstract: "Download and cache reference files, print their paths.",
    version: Version.current)

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-fetch") }

  func run(_ session: Session) throws {}
}
