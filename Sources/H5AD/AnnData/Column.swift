import ZMAPCore

/// One column of a data frame, or any one-dimensional element: values as pandas would show them, decoded in
/// slabs when asked for.
package final class Column {
  package let name: String
  package let count: Int
  /// The dtype that the column has in pandas: `category`, `float32`, `Int64`, `object` for text.
  package let dtype: String
  package let encoding: Encoding
  package let storage: Storage

  package indirect enum Storage {
    case plain(ValueSource)
    case categorical(codes: ValueSource, Categories)
    /// `values` where `mask` is false, missing where it is true.
    case masked(Column, mask: HDF5Dataset)
  }

  /// - Throws: `Failure` when `node` is none of the encodings that a column can have.
  package init(_ node: HDF5Node, _ name: String) throws(Failure) {
    self.name = name
    encoding = try Encoding(of: node)
    switch (node, encoding.kind) {
    case (.dataset(let dataset), .categorical):
      let codes = try Column.oneDimensional(dataset)
      guard let categories = try dataset.referenced("categories") else {
        throw dataset.bad("its attribute 'categories' is no reference")
      }
      storage = .categorical(codes: ValueSource(codes), Categories(categories))
      (count, dtype) = (codes.count, "category")
    case (.dataset(let dataset), _):
      let values = try Column.oneDimensional(dataset)
      storage = .plain(ValueSource(values))
      (count, dtype) = (values.count, values.type.numpyName)
    case (.group(let group), .categorical):
      let codes = try Column.oneDimensional(Column.part("codes", group))
      guard let categories = try group.node("categories") else { throw group.bad("has no 'categories'") }
      storage = .categorical(codes: ValueSource(codes), Categories(categories))
      (count, dtype) = (codes.count, "category")
    case (.group(let group), .nullableInteger), (.group(let group), .nullableBoolean),
      (.group(let group), .nullableString):
      guard let values = try group.node("values") else { throw group.bad("has no 'values'") }
      let column = try Column(values, name)
      let mask = try Column.oneDimensional(Column.part("mask", group))
      guard mask.count == column.count else {
        throw group.bad("\(column.count) values, but a mask of \(mask.count)")
      }
      storage = .masked(column, mask: mask)
      count = column.count
      dtype = Column.nullableName(column.dtype)
    default: throw node.object.bad("not a column but \(encoding.text)")
    }
  }

  /// A field of a dataset of compounds.
  ///
  /// - Parameter categories: what the field's codes stand for, if it has such.
  package init(
    field: HDF5Datatype.Member, of dataset: HDF5Dataset, categories: HDF5Node?
  ) throws(Failure) {
    name = field.name
    count = dataset.count
    let source = ValueSource(dataset, field: field.name, type: field.type)
    if let categories, case .integer = field.type {
      let decoded = Categories(categories)
      // Columns of obs and var may have the same name, and only one list of categories was kept.
      if try source.largest() < decoded.count() {
        storage = .categorical(codes: source, decoded)
        encoding = Encoding(.categorical, .compound)
        dtype = "category"
        return
      }
    }
    storage = .plain(source)
    encoding = Encoding(field.type.isString ? .stringArray : .array)
    dtype = field.type.numpyName
  }

  /// Values `from ..< from + count`.
  ///
  /// - Throws: `Failure` when reading fails, or a code has no category.
  package func values(from: Int = 0, count: Int) throws(Failure) -> [Value] {
    switch storage {
    case .plain(let source): return try source.values(from: from, count: count)
    case .categorical(let source, let categories):
      let codes = try source.integers(from: from, count: count)
      let names = try categories.values()
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      for (offset, code) in codes.enumerated() {
        guard code < Int64(names.count), code >= -1 else {
          throw source.dataset.bad(
            "code \(code) of row \(from + offset) has no category (there are \(names.count))")
        }
        values.append(code < 0 ? .missing : names[Int(code)])
      }
      return values
    case .masked(let column, let mask):
      var values = try column.values(from: from, count: count)
      let hidden: [UInt8] = try mask.read(from: from, count: count)
      for index in values.indices where hidden[index] != 0 { values[index] = .missing }
      return values
    }
  }

  /// All values as text, in one array: for names that are looked up.
  ///
  /// Missing values are empty text.
  package func texts(from: Int = 0, count: Int) throws(Failure) -> [String] {
    if case .plain(let source) = storage, source.type.isString {
      return try source.dataset.readStrings(field: source.field, from: from, count: count)
    }
    return try values(from: from, count: count).map(\.plainText)
  }

  /// Rows that are decoded at a time.
  package static let slab = 8192

  /// Calls `body` with the texts of all rows, slab by slab, and the number of the first row of each.
  package func eachSlab(_ body: (Int, [String]) throws -> Void) throws {
    var from = 0
    while from < count {
      try Signals.check()
      let texts = try texts(from: from, count: min(Column.slab, count - from))
      try body(from, texts)
      from += texts.count
    }
  }

  private static func part(_ name: String, _ group: HDF5Group) throws(Failure) -> HDF5Dataset {
    guard let dataset = try group.dataset(name) else { throw group.bad("has no dataset '\(name)'") }
    return dataset
  }

  private static func oneDimensional(_ dataset: HDF5Dataset) throws(Failure) -> HDF5Dataset {
    if dataset.layout == .virtual { try dataset.requireReadable() }
    guard dataset.shape.rank == 1 else {
      throw dataset.bad(
        "not a column: its shape is \(dataset.shape.rank == 0 ? "a scalar" : dataset.shape.text)")
    }
    return dataset
  }

  private static func nullableName(_ name: String) -> String {
    switch name {
    case "bool": "boolean"
    case "object", "string": "string"
    case _ where name.hasPrefix("uint"): "UInt" + name.dropFirst(4)
    case _ where name.hasPrefix("int"): "Int" + name.dropFirst(3)
    default: name
    }
  }
}

extension Value {
  /// As it stands in TSV, without escapes; empty when missing.
  package var plainText: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .unsigned(let number): "\(number)"
    case .real(let number): number.isNaN ? "" : NumberText.text(number)
    case .single(let number): number.isNaN ? "" : NumberText.text(number)
    case .boolean(let truth): truth ? "True" : "False"
    }
  }
}
