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
    /// Where the last field ends that is quoted or needs an escape; from here on only commas change.
    var plain: UInt32
  }

  /// The CSV, and the newline behind it.
  let text: [UInt8]
  let heading: Heading
  /// One a row; rows without a group are left out here and below.
  private(set) var spans: [Span] = []
  private(set) var groupNumbers: [UInt32] = []
  private(set) var groups = StringPool()
  private(set) var geneNumbers: [UInt32] = []
  private(set) var genes = StringPool()
  /// By place in `NumberColumn`: the first cell that is no number.
  private(set) var faults: [Fault?] = NumberColumn.names.map { _ in nil }
  /// Whether all that stands in a column is numbers or missing.
  private(set) var isNumeric: [Bool]
  private let layout: TableLayout
  private var numbers: [Double] = []

  init(text: [UInt8], layout: TableLayout) {
    self.text = text
    self.layout = layout
    heading = layout.heading
    isNumeric = layout.isNumeric
  }

  /// Adds rows that follow the ones there are.
  ///
  /// - Parameter line: the number of lines before them.
  mutating func append(_ part: RowPart, after line: Int) {
    let groupNumber = (0..<part.groups.count).map { number in
      part.groups[number].withUnsafeBufferPointer { groups.number(of: $0) }
    }
    let geneNumber = (0..<part.genes.count).map { number in
      part.genes[number].withUnsafeBufferPointer { genes.number(of: $0) }
    }
    groupNumbers.append(contentsOf: part.groupNumbers.lazy.map { groupNumber[Int($0)] })
    geneNumbers.append(contentsOf: part.geneNumbers.lazy.map { geneNumber[Int($0)] })
    if spans.isEmpty {
      spans = part.spans
      numbers = part.numbers
    } else {
      spans.append(contentsOf: part.spans)
      numbers.append(contentsOf: part.numbers)
    }
    for (index, fault) in part.faults.enumerated() {
      guard let fault, faults[layout.numbers[index].column] == nil else { continue }
      faults[layout.numbers[index].column] = Fault(line: fault.line + line, cell: fault.cell)
    }
    for column in isNumeric.indices where !part.isNumeric[column] { isNumeric[column] = false }
  }

  /// The numbers of a column by row; nil where the table has no such column.
  func values(_ column: Int) -> ((Int) -> Double)? {
    guard let place = layout.numbers.firstIndex(where: { $0.column == column }) else { return nil }
    let width = layout.numbers.count
    return { [numbers] row in numbers[row * width + place] }
  }

  /// The groups in output order: by number if all are numbers, else by code point.
  func sortedGroups() -> [Int] {
    let names = (0..<groups.count).map { groups[$0] }
    let numbers = names.compactMap { name in
      name.withUnsafeBufferPointer(DecimalNumber.value).flatMap { $0.isNaN ? nil : $0 }
    }
    let areNumbers = numbers.count == names.count
    return names.indices.sorted { left, right in
      if areNumbers, numbers[left] != numbers[right] { return numbers[left] < numbers[right] }
      return names[left].lexicographicallyPrecedes(names[right])
    }
  }
}
