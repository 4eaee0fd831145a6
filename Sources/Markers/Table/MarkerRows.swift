import ZMAPCore

/// A whole table as text and numbers: this folder takes the bytes of a CSV and says where its rows stand, which
/// group and gene each names and how it ranks. It opens nothing and keeps the file's order.
struct MarkerRows: Sendable {
  /// A cell in a column of numbers that is none.
  struct Fault: Equatable, Sendable {
    var line: Int
    var cell: String
  }

  /// Where the kept part of a row stands in the text.
  struct Span: Sendable {
    var start: UInt32
    var end: UInt32
    /// Whether the row needs nothing but tabs for its commas to become tab-separated.
    var isPlain: Bool
  }

  /// What the file is called in messages.
  let name: String
  /// The CSV, and the newline behind it.
  let text: [UInt8]
  let heading: Heading
  /// One a row; rows without a group are left out here and below.
  var spans: [Span] = []
  var groupNumbers: [UInt32] = []
  var groups = StringPool()
  var geneNumbers: [UInt32] = []
  var genes = StringPool()
  /// By place in `NumberColumn`; nil where the table has no such column.
  var numbers: [[Double]?] = NumberColumn.names.map { _ in nil }
  var faults: [Fault?] = NumberColumn.names.map { _ in nil }
  /// Whether all that stands in a column is numbers or missing.
  var isNumeric: [Bool]

  init(name: String, text: [UInt8], heading: Heading) {
    self.name = name
    self.text = text
    self.heading = heading
    isNumeric = heading.names.map { $0 != MarkerColumn.group && $0 != MarkerColumn.gene }
  }

  /// The groups in output order: by number if all are numbers, else by code point.
  func sortedGroups() -> [Int] {
    let names = (0..<groups.count).map { groups[$0] }
    let numbers = names.map { name in
      name.withUnsafeBufferPointer(DecimalNumber.value).flatMap { $0.isNaN ? nil : $0 }
    }
    let all = numbers.compactMap { $0 }
    let areNumbers = all.count == names.count
    return names.indices.sorted { left, right in
      if areNumbers, all[left] != all[right] { return all[left] < all[right] }
      return names[left].lexicographicallyPrecedes(names[right])
    }
  }
}
