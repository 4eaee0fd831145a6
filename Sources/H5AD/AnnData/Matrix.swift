import ZMAPCore

/// A matrix of cells and genes, sparse or dense.
package enum Matrix {
  case sparse(SparseMatrix)
  case dense(DenseMatrix)

  /// Describes `node`; reads headers and attributes only.
  ///
  /// - Throws: `Failure` with status 65 when it is no matrix, or its parts do not fit together.
  package init(_ node: HDF5Node) throws(Failure) {
    let encoding = try Encoding(of: node)
    switch (encoding.kind, node) {
    case (.csr, .group(let group)): self = .sparse(try SparseMatrix(group, .csr, encoding))
    case (.csc, .group(let group)): self = .sparse(try SparseMatrix(group, .csc, encoding))
    case (.array, .dataset(let dataset)): self = .dense(try DenseMatrix(dataset))
    default: throw node.object.bad("not a matrix but \(encoding.text)")
    }
  }

  package var rows: Int {
    switch self {
    case .sparse(let matrix): matrix.rows
    case .dense(let matrix): matrix.rows
    }
  }

  package var columns: Int {
    switch self {
    case .sparse(let matrix): matrix.columns
    case .dense(let matrix): matrix.columns
    }
  }

  /// The dataset that holds the values.
  package var data: HDF5Dataset {
    switch self {
    case .sparse(let matrix): matrix.data
    case .dense(let matrix): matrix.data
    }
  }

  /// For failures: `x.h5ad:/layers/tpm_log`.
  package var name: String {
    switch self {
    case .sparse(let matrix): matrix.group.name
    case .dense(let matrix): matrix.data.name
    }
  }
}

/// A two-dimensional dataset, one row a cell.
package struct DenseMatrix {
  package let data: HDF5Dataset
  package let rows: Int
  package let columns: Int

  init(_ dataset: HDF5Dataset) throws(Failure) {
    if dataset.layout == .virtual { try dataset.requireReadable() }
    guard dataset.shape.rank == 2 else {
      throw dataset.bad(
        "not a matrix: its shape is \(dataset.shape.text.isEmpty ? "a scalar" : dataset.shape.text)")
    }
    switch dataset.type {
    case .integer, .float, .boolean: break
    default: throw dataset.bad("a matrix of \(dataset.type.numpyName), not of numbers")
    }
    data = dataset
    rows = dataset.shape.sizes[0]
    columns = dataset.shape.sizes[1]
  }
}

/// A compressed sparse matrix: `data` and `indices` of the stored entries, and `indptr`, where each row (CSR)
/// or column (CSC) begins.
package struct SparseMatrix {
  package enum Format: String, Sendable { case csr, csc }

  package let group: HDF5Group
  package let format: Format
  package let encoding: Encoding
  package let rows: Int
  package let columns: Int
  package let data: HDF5Dataset
  package let indices: HDF5Dataset
  package let indptr: HDF5Dataset

  /// The number of compressed rows (CSR) or columns (CSC).
  package var majorCount: Int { format == .csr ? rows : columns }
  /// What `indices` count.
  package var minorCount: Int { format == .csr ? columns : rows }
  /// The number of stored entries.
  package var storedCount: Int { data.count }

  /// Checks what headers tell: types, and lengths that agree. What `indptr` and `indices` hold is checked by
  /// who reads them.
  init(_ group: HDF5Group, _ format: Format, _ encoding: Encoding) throws(Failure) {
    self.group = group
    self.format = format
    self.encoding = encoding
    let key = encoding.generation == .compound ? "h5sparse_shape" : "shape"
    guard let shape = try group.integers(key), shape.count == 2, shape.allSatisfy({ $0 >= 0 }) else {
      throw group.bad("its attribute '\(key)' does not give two sizes")
    }
    (rows, columns) = (shape[0], shape[1])
    data = try SparseMatrix.part("data", of: group)
    indices = try SparseMatrix.part("indices", of: group)
    indptr = try SparseMatrix.part("indptr", of: group)
    guard data.count == indices.count else {
      throw group.bad("\(data.count) values, but \(indices.count) indices")
    }
    let major = format == .csr ? rows : columns
    guard indptr.count - 1 == major else {
      throw indptr.bad("\(indptr.count) entries, but \(major) \(format == .csr ? "rows" : "columns")")
    }
  }

  private static func part(_ name: String, of group: HDF5Group) throws(Failure) -> HDF5Dataset {
    guard let dataset = try group.dataset(name) else { throw group.bad("has no dataset '\(name)'") }
    guard dataset.shape.rank == 1 else { throw dataset.bad("not one-dimensional") }
    switch dataset.type {
    case .integer, .float: break
    case .boolean:
      guard name == "data" else { throw dataset.bad("not numbers but bool") }
    default: throw dataset.bad("not numbers but \(dataset.type.numpyName)")
    }
    return dataset
  }
}
