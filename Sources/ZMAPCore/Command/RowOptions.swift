import ArgumentParser

extension RowFormat: ExpressibleByArgument {}

/// How a command that writes rows is told to write them.
package struct RowOptions: ParsableArguments {
  @Option(help: "Write rows as tsv or as jsonl, one JSON object a line.")
  package var format = RowFormat.tsv

  @Flag(inversion: .prefixedNo, help: "Begin tsv with a header line.")
  package var header = true

  package init() {}

  /// A writer of rows with these columns; the header, if there is to be one, is written at once.
  package func writer(_ columns: [String], to output: StandardOutput) -> RowWriter {
    RowWriter(columns, format, header: header, to: output)
  }
}
