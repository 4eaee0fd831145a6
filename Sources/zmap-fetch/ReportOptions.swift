import ArgumentParser
import Transfer
import ZMAPCore

/// What to print, and what to do with the files.
struct ReportOptions: ParsableArguments {
  enum Mode: String, EnumerableFlag {
    case list, dryRun, printURL

    static func name(for value: Mode) -> NameSpecification {
      switch value {
      case .list: .customLong("list")
      case .dryRun: .customLong("dry-run")
      case .printURL: .customLong("print-url")
      }
    }

    static func help(for value: Mode) -> ArgumentHelp? {
      switch value {
      case .list: "List what there is, and what is here."
      case .dryRun: "Say what would be done."
      case .printURL: "Print the URLs only."
      }
    }
  }

  @Flag var mode: Mode?

  @Flag(help: "Keep nothing: run a command on each file, or print paths to remove.")
  var temporary = false

  @Flag(help: "Run zmap-tpmlog on each H5AD that lacks the layer.")
  var tpmlog = false

  @Option(help: "Print paths, or rows that tell more.")
  var format = FetchFormat.path

  @Flag(inversion: .prefixedNo, help: "Begin tsv with a header line.")
  var header = true
}

extension FetchFormat: ExpressibleByArgument {}
