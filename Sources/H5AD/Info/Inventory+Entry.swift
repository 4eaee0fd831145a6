import ZMAPCore

/// How single elements are described.
extension Inventory {
  /// Describes an element that is no dict and no data frame.
  static func entry(_ node: HDF5Node, _ encoding: Encoding, _ path: String) throws(Failure) -> Entry {
    switch (node, encoding.kind) {
    case (.group, .csr), (.group, .csc):
      guard case .sparse(let matrix) = try Matrix(node) else { throw node.object.bad("not a sparse matrix") }
      return entry(matrix, path)
    case (_, .categorical), (.group, .nullableInteger), (.group, .nullableBoolean), (.group, .nullableString):
      return try entry(Column(node, path), path)
    case (.group(let group), let kind):
      var entry = Entry(path: path, encoding: encoding.text)
      if kind == .awkwardArray { entry.shape = try group.integers("length")?.first.map(String.init) ?? "" }
      for name in try group.names() {
        if case .dataset(let dataset)? = try group.node(name) { entry.add(dataset) }
      }
      return entry
    case (.dataset(let dataset), _): return self.entry(dataset, encoding, path)
    }
  }

  /// Describes a column, with what its parts take.
  static func entry(_ column: Column, _ path: String) throws(Failure) -> Entry {
    var entry = Entry(
      path: path, encoding: column.encoding.text, shape: "\(column.count)", dtype: column.dtype)
    try add(column, to: &entry)
    return entry
  }

  private static func add(_ column: Column, to entry: inout Entry) throws(Failure) {
    switch column.storage {
    case .plain(let source): add(source, to: &entry)
    case .categorical(let codes, let categories):
      add(codes, to: &entry)
      if codes.field == nil, let dataset = categories.node.dataset { entry.add(dataset) }
    case .masked(let values, let mask):
      try add(values, to: &entry)
      entry.add(mask)
    }
  }

  private static func add(_ source: ValueSource, to entry: inout Entry) {
    entry.filters = text(source.dataset.filters)
    if source.field == nil {
      entry.add(source.dataset)
    } else {
      // All fields share one dataset: what is stored of this one alone can't be told.
      entry.plainBytes = Int64(
        source.dataset.count.multipliedReportingOverflow(by: source.type.bytes).partialValue)
    }
  }

  private static func entry(_ matrix: SparseMatrix, _ path: String) -> Entry {
    var entry = Entry(
      path: path, encoding: matrix.encoding.text, shape: "\(matrix.rows)x\(matrix.columns)",
      dtype: matrix.data.type.numpyName, storedCount: Int64(matrix.storedCount),
      filters: text(matrix.data.filters))
    for part in [matrix.data, matrix.indices, matrix.indptr] { entry.add(part) }
    return entry
  }

  private static func entry(_ dataset: HDF5Dataset, _ encoding: Encoding, _ path: String) -> Entry {
    var entry = Entry(path: path, encoding: encoding.text, shape: dataset.shape.text)
    switch dataset.layout {
    case .virtual: entry.filters = "virtual"
    case .external: entry.filters = "external"
    default: entry.filters = text(dataset.filters)
    }
    if encoding.kind != .null {
      entry.dtype = dataset.type.numpyName
      entry.add(dataset)
    }
    return entry
  }
}
