import ArgumentParser
import ZMAPCore

/// Writes the manual pages and completion scripts: what the commands say of themselves goes into the holes of
/// `man/*.in`. Runs the built commands; a tool of this repository, not installed.
@main
struct Docs: Tool {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Write manual pages and completions.", version: Version.current)

  @Argument(help: ArgumentHelp("Where the built commands are.", valueName: "bin-dir")) var binaries: String
  @Argument(help: ArgumentHelp("The directory of the manual pages.", valueName: "man-dir")) var man: String
  @Argument(help: ArgumentHelp("The directory of the completions.", valueName: "completions-dir"))
  var completions: String
  @OptionGroup var common: CommonOptions

  static let shells = [("bash", "", ""), ("zsh", "_", ""), ("fish", "", ".fish")]

  static func main() { start("docs") }

  func run(_ session: Session) throws {
    for template in try FileSystem.names(in: man) where template.hasSuffix(".in") {
      let page = String(template.dropLast(3))
      guard let bytes = try AtomicFile.read(Path.join(man, template)) else { continue }
      let tool = page.hasSuffix(".1") ? try help(String(page.dropLast(2))) : nil
      let text = try ManualPage(template: String(decoding: bytes, as: UTF8.self), command: tool).text
      try AtomicFile.write(Array(text.utf8), to: Path.join(man, page))
      if let tool { try writeCompletions(of: tool.commandName) }
    }
  }

  private func help(_ tool: String) throws -> CommandHelp {
    try CommandHelp(json: capture(tool, "--experimental-dump-help"), of: tool)
  }

  private func writeCompletions(of tool: String) throws {
    for (shell, prefix, suffix) in Docs.shells {
      let directory = Path.join(completions, shell)
      try FileSystem.makeDirectory(directory)
      let script = try capture(tool, "--generate-completion-script", shell)
      try AtomicFile.write(script, to: Path.join(directory, prefix + tool + suffix))
    }
  }

  private func capture(_ tool: String, _ arguments: String...) throws -> [UInt8] {
    let program = Path.join(binaries, tool)
    let (status, output) = try Child.run([program] + arguments, capturing: true)
    guard status == 0 else { throw Failure(.inputOutput, .read, program, "it ended with status \(status)") }
    return output
  }
}
