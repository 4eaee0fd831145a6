/// How an answer is printed.
package enum MarkerFormat: String, CaseIterable, Sendable {
  case panel, table, dict, sets, jsonl

  /// Whether a heading is printed when nobody says anything.
  var hasHeader: Bool { self == .table }
}
