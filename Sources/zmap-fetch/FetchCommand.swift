import ArgumentParser
import Transfer
import ZMAPCore

@main
struct FetchCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-fetch", abstract: "Download and cache reference files, print their paths.",
    version: Version.current)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var download: DownloadOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var common: CommonOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp(
      "With --temporary: what to run on the file, whose path replaces {}.", valueName: "command"))
  var command: [String] = []

  static func main() { start("zmap-fetch") }

  func validate() throws {
    if !command.isEmpty && !report.temporary {
      throw ValidationError("a command after '--' needs '--temporary'")
    }
  }

  func run(_ session: Session) throws {
    let wanted = try selection.wanted(session.environment)
    try download.check(count: wanted.count)
    let fetcher = try Fetcher(download.options, session)
    switch report.mode {
    case .list:
      try fetcher.list(
        try selection.published(session.environment), report.format, header: report.header)
    case .printURL: for file in wanted { session.output.write(file.url + "\n") }
    case .dryRun: try fetcher.plan(wanted, report.format, header: report.header)
    case nil:
      var followUp = Fetcher.FollowUp()
      followUp.tpmlog = report.tpmlog
      followUp.temporary = report.temporary
      followUp.command = command
      let table =
        command.isEmpty
        ? FetchReport(report.format, header: report.header, to: session.output) : nil
      let status = try fetcher.run(wanted, table, followUp)
      if status != 0 { throw ExitCode(status) }
    }
  }
}
