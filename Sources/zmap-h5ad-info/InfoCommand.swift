import ArgumentParser
import ZMAPCore

@main
struct InfoCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-h5ad-info", abstract: "Look into H5AD files without loading them.",
    version: Version.current)

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-h5ad-info") }

  func run(_ session: Session) throws {}
}
