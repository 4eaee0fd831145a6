import ZMAPCore

/// Where plain values come from: a dataset, or one field of its compounds.
package struct ValueSource {
  package let dataset: HDF5Dataset
  package let field: String?
  package let type: HDF5Datatype

  package init(_ dataset: HDF5Dataset) {
    self.init(dataset, field: nil, type: dataset.type)
  }

  package init(_ dataset: HDF5Dataset, field: String?, type: HDF5Datatype) {
    self.dataset = dataset
    self.field = field
    self.type = type
  }

  /// Values `from ..< from + count`, each in the width in which it is stored, so that a float32 prints as one.
  package func values(from: Int, count: Int) throws(Failure) -> [Value] {
    let isScalar = dataset.shape.rank == 0
    return try values(start: isScalar ? [] : [from], counts: isScalar ? [] : [count])
  }

  /// A block of values, in C order.
  package func values(start: [Int], counts: [Int]) throws(Failure) -> [Value] {
    switch type {
    case .integer(8, false, _), .enumeration(8, false, _):
      return try numbers(UInt64.self, start, counts).map(Value.unsigned)
    case .integer(let bytes, _, _) where bytes <= 8, .enumeration(let bytes, _, _) where bytes <= 8:
      return try numbers(Int64.self, start, counts).map(Value.integer)
    case .float(2, _):
      // The digits that tell a half from its neighbours, which are fewer than a float's.
      return try numbers(Float.self, start, counts).map { .real(Double("\(Float16($0))") ?? .nan) }
    case .float(let bytes, _) where bytes <= 4:
      return try numbers(Float.self, start, counts).map(Value.single)
    case .float: return try numbers(Double.self, start, counts).map(Value.real)
    case .boolean: return try numbers(UInt8.self, start, counts).map { .boolean($0 != 0) }
    case .fixedString, .variableString:
      return try dataset.readStrings(field: field, start: start, counts: counts).map(Value.text)
    default: throw dataset.bad("values of \(type.numpyName) are not shown")
    }
  }

  /// The values as integers; of unsigned 64-bit ones only what fits.
  package func integers(from: Int, count: Int) throws(Failure) -> [Int64] {
    switch type {
    case .integer, .enumeration, .boolean: try numbers(Int64.self, [from], [count])
    default: throw dataset.bad("not integers but \(type.numpyName)")
    }
  }

  /// The largest of all values; -1 when there are none.
  func largest() throws(Failure) -> Int {
    var largest: Int64 = -1
    var from = 0
    while from < dataset.count {
      let block = try integers(from: from, count: min(Column.slab, dataset.count - from))
      largest = max(largest, block.max() ?? -1)
      from += block.count
    }
    return Int(largest)
  }

  private func numbers<Number: HDF5Number>(
    _: Number.Type, _ start: [Int], _ counts: [Int]
  ) throws(Failure) -> [Number] {
    try dataset.read(Number.self, field: field, start: start, counts: counts)
  }
}

/// What the codes of a categorical column stand for, read once when first needed.
package final class Categories {
  package let node: HDF5Node
  private var read: [Value]?
  /// More categories than this are no categories.
  private static let limit = 1 << 26

  init(_ node: HDF5Node) { self.node = node }

  package func count() throws(Failure) -> Int {
    if let dataset = node.dataset { return dataset.shape == .scalar ? 1 : dataset.count }
    return try Column(node, "categories").count
  }

  package func values() throws(Failure) -> [Value] {
    if let read { return read }
    let count = try count()
    guard count <= Categories.limit else { throw node.object.bad("\(count) categories") }
    var values: [Value] = []
    // Older writers put a single category down as a scalar.
    if let dataset = node.dataset, dataset.shape == .scalar {
      values = try ValueSource(dataset).values(from: 0, count: 1)
    } else {
      let column = try Column(node, "categories")
      while values.count < count {
        values += try column.values(from: values.count, count: min(Column.slab, count - values.count))
      }
    }
    read = values
    return values
  }
}
