import ArgumentParser
import ZMAPCore

@main
struct MarkersCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-markers", abstract: "Print consensus marker genes.", version: Version.current)

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-markers") }

  func run(_ session: Session) throws {}
}
