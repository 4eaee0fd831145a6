import ZMAPCore

/// Cells by the value of a column of obs.
package struct Grouping {
  /// Categories in their own order, else values sorted: numbers by size, text by code point. Groups that no
  /// cell belongs to are left out.
  package let groups: [Value]
  /// The number of cells in each group.
  package let sizes: [Int]
  /// For each cell its group, or -1.
  package let groupOfCell: [Int32]

  private static let limit = 1 << 20

  package init(_ column: Column) throws {
    var places: [Value: Int] = [:]
    var values: [Value] = []
    if case .categorical(_, let categories) = column.storage { values = try categories.values() }
    for (index, value) in values.enumerated() { places[value] = index }
    var cells: [Int32] = []
    cells.reserveCapacity(column.count)
    while cells.count < column.count {
      try Signals.check()
      for value in try column.values(from: cells.count, count: min(Column.slab, column.count - cells.count)) {
        if value.isMissing {
          cells.append(-1)
        } else if let place = places[value] {
          cells.append(Int32(place))
        } else {
          guard values.count < Grouping.limit else {
            throw Failure(
              .badData, .read, column.name, "more than \(Grouping.limit) different values are no groups")
          }
          places[value] = values.count
          cells.append(Int32(values.count))
          values.append(value)
        }
      }
    }
    var sizes = [Int](repeating: 0, count: values.count)
    for cell in cells where cell >= 0 { sizes[Int(cell)] += 1 }
    var order = values.indices.filter { sizes[$0] > 0 }
    if column.encoding.kind != .categorical { order.sort { values[$0].precedes(values[$1]) } }
    var rank = [Int32](repeating: -1, count: values.count)
    for (place, old) in order.enumerated() { rank[old] = Int32(place) }
    groups = order.map { values[$0] }
    self.sizes = order.map { sizes[$0] }
    groupOfCell = cells.map { $0 < 0 ? -1 : rank[Int($0)] }
  }
}

extension Value {
  /// Missing, or not a number.
  package var isMissing: Bool {
    switch self {
    case .missing: true
    case .real(let number): number.isNaN
    case .single(let number): number.isNaN
    default: false
    }
  }

  /// Whether it stands before `other` in order: numbers by size, text by code point.
  func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.text(let left), .text(let right)):
      left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
    case (.text, _): false
    case (_, .text): true
    default: number < other.number
    }
  }

  private var number: Double {
    switch self {
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .real(let number): number
    case .single(let number): Double(number)
    case .boolean(let truth): truth ? 1 : 0
    case .missing, .text: .infinity
    }
  }
}
