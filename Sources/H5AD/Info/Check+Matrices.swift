import ZMAPCore

/// Shapes that must agree, and what sparse matrices hold.
extension Check {
  func matrices(_ file: AnnDataFile) throws {
    var size: (cells: Int, genes: Int)?
    try attempt("") { size = try file.dimensions() }
    for source in try file.matrixSources() {
      try attempt(source.path) {
        let matrix = try file.matrix(source)
        if let size {
          var genes = size.genes
          if source.name == "raw", let frame = try file.rawVar { genes = frame.rowCount }
          if matrix.rows != size.cells || matrix.columns != genes {
            try found(
              source.path,
              "\(matrix.rows)x\(matrix.columns), but there are \(size.cells) cells and \(genes) genes")
          }
        }
        try values(of: matrix, source.path)
      }
    }
    guard let size else { return }
    for (name, length, isSquare) in [
      ("obsm", size.cells, false), ("varm", size.genes, false), ("obsp", size.cells, true),
      ("varp", size.genes, true),
    ] {
      guard let group = try file.root.node(name)?.group else { continue }
      for key in try group.names() {
        try attempt("\(name)/\(key)") {
          guard let node = try group.node(key), let shape = try Check.shape(node) else { return }
          let wrong = isSquare ? shape != [length, length] : shape.first != length
          if wrong {
            let text = shape.map(String.init).joined(separator: "x")
            try found(
              "\(name)/\(key)",
              "\(text), but there are \(length) \(name.hasPrefix("obs") ? "cells" : "genes")")
          }
          if case .group = node, case .sparse? = try? Matrix(node) {
            try values(of: Matrix(node), "\(name)/\(key)")
          }
        }
      }
    }
  }

  /// The sizes of an element of obsm and its like; nil for what has none.
  private static func shape(_ node: HDF5Node) throws -> [Int]? {
    switch (node, try Encoding(of: node).kind) {
    case (.group, .csr), (.group, .csc):
      let matrix = try Matrix(node)
      return [matrix.rows, matrix.columns]
    case (.group, .dataframe): return [try DataFrame(node).rowCount]
    case (.group(let group), .awkwardArray): return try group.integers("length")
    case (.dataset(let dataset), _): return dataset.shape.sizes
    default: return nil
    }
  }

  private func values(of matrix: Matrix, _ path: String) throws {
    if case .sparse(let sparse) = matrix {
      let last = try sparse.indptr.read(Int64.self, from: sparse.majorCount, count: 1)
      if let last = last.first, last >= 0, last < Int64(sparse.storedCount) {
        try found("\(path)/indptr", "ends with \(last), but \(sparse.storedCount) entries are stored")
      }
    }
    switch matrix.data.type {
    case .float(let bytes, _) where bytes <= 4:
      try scan(MatrixLines(matrix, Float.self, pool), matrix, path) { $0.isFinite }
    case .float: try scan(MatrixLines(matrix, Double.self, pool), matrix, path) { $0.isFinite }
    default: try scan(MatrixLines(matrix, Float.self, pool), matrix, path) { _ in true }
    }
  }

  private func scan<Number: BinaryFloatingPoint>(
    _ lines: MatrixLines<Number>, _ matrix: Matrix, _ path: String, _ isSound: (Number) -> Bool
  ) throws {
    var isSparse = false
    var word = "row"
    if case .sparse(let sparse) = matrix { (isSparse, word) = (true, sparse.lineName) }
    var (isSorted, isUnique, isFinite) = (true, true, true)
    try lines.visit { line, indices, values in
      if isSparse && (isSorted || isUnique) {
        var previous: Int32 = -1
        var isRising = true
        for index in indices {
          if index <= previous { isRising = false }
          previous = index
        }
        if !isRising { try disorder(indices, "\(path)/indices", "\(word) \(line)", &isSorted, &isUnique) }
      }
      if isFinite, let place = values.firstIndex(where: { !isSound($0) }) {
        isFinite = false
        let kind = values[place].isNaN ? "NaN" : "infinity"
        try found(isSparse ? "\(path)/data" : path, "\(kind) in \(word) \(line), at \(indices[place])")
      }
    }
  }

  private func disorder(
    _ indices: UnsafeBufferPointer<Int32>, _ path: String, _ line: String, _ isSorted: inout Bool,
    _ isUnique: inout Bool
  ) throws {
    if isSorted, let place = indices.indices.dropFirst().first(where: { indices[$0] < indices[$0 - 1] }) {
      isSorted = false
      try found(path, "unsorted in \(line): \(indices[place]) after \(indices[place - 1])")
    }
    let sorted = indices.sorted()
    if isUnique, let twice = zip(sorted, sorted.dropFirst()).first(where: { $0.0 == $0.1 }) {
      isUnique = false
      try found(path, "repeated in \(line): \(twice.0)")
    }
  }
}
