import ArgumentParser
import Markers
import ZMAPCore

/// Which rows of a table are wanted.
struct RowOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Only this group; may be given again.", valueName: "name"))
  var group: [String] = []

  @Option(help: ArgumentHelp("Only the groups in this file, one a line; - is stdin.", valueName: "file"))
  var groupsFrom: String?

  @Option(help: ArgumentHelp("What ranks the genes of a group.", valueName: "type"))
  var markerType = MarkerType.standard

  @Option(
    name: .customShort("n"), help: ArgumentHelp("Genes of a group at most, 50 if not said.", valueName: "n"))
  var limit: Int?

  @Flag(help: "All genes of a group, ranked.")
  var all = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Least support_ratio; a missing one fails.", valueName: "x"))
  var minSupportRatio: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Least global_log2fc; a missing one fails.", valueName: "x"))
  var minLog2fc: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Least enrich_mean; a missing one fails.", valueName: "x"))
  var minEnrich: Double?

  @Flag(help: "Leave out genes with placeholder names, such as si: and LOC.")
  var omitUnannotated = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("'-n' takes a whole number from 1 on, not \(limit)") }
    if limit != nil && all { throw ValidationError("'-n' and '--all' are mutually exclusive") }
    for case let number? in [minSupportRatio, minLog2fc, minEnrich] where number.isNaN {
      throw ValidationError("a threshold is a number, not nan")
    }
  }

  /// - Parameter standardLimit: rows of a group when neither `-n` nor `--all` is given.
  func query(standardLimit: Int?) throws -> MarkerQuery {
    var query = MarkerQuery()
    query.type = markerType
    query.limit = all ? nil : limit ?? standardLimit
    query.omitsUnannotated = omitUnannotated
    query.thresholds[.supportRatio] = minSupportRatio
    query.thresholds[.log2FC] = minLog2fc
    query.thresholds[.enrichment] = minEnrich
    if !group.isEmpty || groupsFrom != nil {
      query.groups = group.map { Array($0.utf8) } + (try groupsFrom.map(GroupList.read) ?? [])
    }
    return query
  }
}

extension MarkerType: ExpressibleByArgument {}
