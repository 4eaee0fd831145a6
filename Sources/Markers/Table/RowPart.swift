/// Rows that one thread read, with groups and genes numbered for themselves.
struct RowPart: Sendable {
  var spans: [MarkerRows.Span] = []
  var groupNumbers: [UInt32] = []
  var groups = StringPool()
  var geneNumbers: [UInt32] = []
  var genes = StringPool()
  /// Row after row, one for each of the layout's numbers.
  var numbers: [Double] = []
  /// The first cell that is no number, for each of the layout's numbers.
  var faults: [MarkerRows.Fault?]
  var isNumeric: [Bool]
  /// What ended the part early.
  var fault: CSVFault?
  /// Where the record after the last begins, and how many lines were passed until there.
  var end = 0
  var lines = 0

  init(_ layout: TableLayout) {
    faults = layout.numbers.map { _ in nil }
    isNumeric = layout.isNumeric
  }
}
