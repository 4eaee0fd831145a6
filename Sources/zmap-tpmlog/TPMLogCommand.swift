import ArgumentParser
import ZMAPCore

@main
struct TPMLogCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-tpmlog", abstract: "Normalize counts to TPM, log1p, write the layer in place.",
    version: Version.current)

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-tpmlog") }

  func run(_ session: Session) throws {}
}
