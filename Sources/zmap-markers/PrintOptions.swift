import ArgumentParser
import Markers
import ZMAPCore

/// What is printed, and in which form.
struct PrintOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Print where these genes are markers, and how they rank.", valueName: "gene"))
  var gene: [String] = []

  @Flag(help: "Print the groups of a level, one a line.")
  var listGroups = false

  @Flag(help: "Print the levels, one a line.")
  var listLevels = false

  @Option(help: ArgumentHelp("Form of the answer, panel if not said.", valueName: "format"))
  var format: MarkerFormat?

  @Flag(inversion: .prefixedNo, help: "Begin with a heading, or not; a table has one.")
  var header: Bool?

  @Flag(help: "End with status 1 when nothing came out.")
  var failEmpty = false

  /// How many things are asked for besides an answer.
  var modes: Int { (gene.isEmpty ? 0 : 1) + (listGroups ? 1 : 0) + (listLevels ? 1 : 0) }
  var mode: String { listGroups ? "--list-groups" : listLevels ? "--list-levels" : "--gene" }

  /// Prints the levels and returns their number.
  func levels(_ session: Session) -> Int {
    if header ?? false { session.output.write("level\n") }
    for level in MarkerLevel.allCases { session.output.write(level.rawValue + "\n") }
    return MarkerLevel.allCases.count
  }
}

extension MarkerFormat: ExpressibleByArgument {}
