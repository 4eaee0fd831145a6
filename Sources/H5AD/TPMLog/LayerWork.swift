import ZMAPCore

/// The making of one layer: from a source matrix to an object that no link leads to yet.
struct LayerWork {
  let task: TPMLog
  let file: AnnDataFile
  let writer: StorageWriter
  let storage: Storage
  let pool: WorkerPool

  /// - Returns: the layer, whole but for its encoding attributes and links.
  /// - Throws: `Refused` for a value that is no count.
  func make(_ matrix: Matrix, _ progress: (Int, Int) -> Void) throws -> any HDF5Object {
    let isDouble = matrix.data.type.storedNumber?.0 == .float64
    switch matrix {
    case .sparse(let sparse) where isDouble: return try make(sparse, Double.self, progress)
    case .sparse(let sparse): return try make(sparse, Float.self, progress)
    case .dense(let dense) where isDouble: return try make(dense, Double.self, progress)
    case .dense(let dense): return try make(dense, Float.self, progress)
    }
  }

  private var path: String { "/layers/\(task.layer)" }

  private func make<Number: LayerNumber>(
    _ matrix: SparseMatrix, _: Number.Type, _ progress: (Int, Int) -> Void
  ) throws -> any HDF5Object {
    let group = try writer.group(path)
    let source = try ChunkSource<Number>(matrix.data, storage: storage)
    let target = try target(for: source)
    let pipeline = LayerPipeline(source, target, pool, task.normalization)
    switch matrix.format {
    case .csr:
      let rows = try RowCursor(matrix.indptr, storedCount: matrix.storedCount, pool, storage)
      try pipeline.run(rows: rows) { progress($0, matrix.rows) }
    case .csc:
      let factors: [Number] = try ColumnTotals(matrix, pool, storage, task.normalization).factors()
      let indices = try ChunkReader(matrix.indices, as: Int32.self, pool, storage: storage)
      let all = max(matrix.storedCount, 1)
      // Cells are not done one after the other here: their share of the work is told.
      try pipeline.run(indices: indices, factors: factors) {
        progress(Int(Double(matrix.rows) * Double($0) / Double(all)), matrix.rows)
      }
    }
    try writer.link(target.dataset, as: "data", in: group)
    for (name, part) in [("indices", matrix.indices), ("indptr", matrix.indptr)] {
      if task.copiesStructure {
        try writer.copy(name, of: matrix.group, as: name, in: group)
      } else {
        try writer.link(part, as: name, in: group)
      }
    }
    try writer.encode(group, type: matrix.format == .csr ? "csr_matrix" : "csc_matrix", version: "0.1.0")
    try writer.attribute(group, "shape", [matrix.rows, matrix.columns])
    return group
  }

  private func make<Number: LayerNumber>(
    _ matrix: DenseMatrix, _: Number.Type, _ progress: (Int, Int) -> Void
  ) throws -> any HDF5Object {
    let source = try TileSource<Number>(matrix, storage)
    let size = MemoryLayout<Number>.size
    let chunk = [source.tileRows, source.tileColumns]
    let filters = task.compression.filters(
      like: matrix.data, chunkBytes: chunk[0] * chunk[1] * size, size: size)
    // Without filters, dense data stays in one piece if it was.
    let isPlain = filters.isEmpty && !source.isChunked
    // A chunk may only be larger than the matrix where the matrix may grow.
    let isExtensible = !isPlain && (chunk[0] > matrix.rows || chunk[1] > matrix.columns)
    let dataset = try writer.dataset(
      path, isDouble: Number.stored == .float64, sizes: [matrix.rows, matrix.columns],
      chunk: isPlain || chunk.contains(0) ? nil : chunk, filters: filters,
      isExtensible: isExtensible)
    try DensePipeline(
      source, dataset, writer, pool, task.normalization, isPlain ? nil : filters.pipeline
    ).run { progress($0, matrix.rows) }
    try writer.encode(dataset, type: "array", version: "0.2.0")
    return dataset
  }

  /// The dataset of the layer's values: chunks like the source's, where those are of a size to work with.
  private func target<Number>(for source: ChunkSource<Number>) throws(Failure) -> LayerTarget {
    let chunk = source.chunkLength ?? min(source.blockLength, 1 << 16)
    let size = MemoryLayout<Number>.size
    let filters = task.compression.filters(like: source.dataset, chunkBytes: chunk * size, size: size)
    let dataset = try writer.dataset(
      "\(path)/data", isDouble: Number.stored == .float64, sizes: [source.count], chunk: [chunk],
      filters: filters,
      isExtensible: true)
    return LayerTarget(dataset, writer, chunkLength: chunk, pipeline: filters.pipeline)
  }

  /// The failure that names the cell and the gene of a refused value.
  func failure(_ refused: Refused, _ matrix: Matrix) -> Failure {
    var place = "stored entry \(refused.entry + 1)"
    if let (cell, gene) = try? self.place(refused, matrix) {
      place = "cell '\(name(cell, try? file.obs))', gene '\(name(gene, try? file.var))'"
    }
    return Failure(
      .badData, .read, matrix.data.name, "\(place) has \(refused.reason)",
      hint: refused.reason.hasPrefix("a negative") ? "--allow-negative" : "--allow-nan")
  }

  private func place(_ refused: Refused, _ matrix: Matrix) throws -> (cell: Int, gene: Int)? {
    switch matrix {
    case .dense(let dense):
      return (refused.entry / max(dense.columns, 1), refused.entry % max(dense.columns, 1))
    case .sparse(let sparse):
      let minor = try sparse.indices.read(Int64.self, from: refused.entry, count: 1).first ?? -1
      var major = -1
      let ends = try ChunkReader(sparse.indptr, as: Int64.self, pool, storage: storage)
      while try ends.next({ start, values in
        if let index = values.firstIndex(where: { $0 > Int64(refused.entry) }) {
          major = start + index - 1
          return false
        }
        return true
      }) == true {}
      guard major >= 0, let minor = Int(exactly: minor) else { return nil }
      return sparse.format == .csr ? (major, minor) : (minor, major)
    }
  }

  private func name(_ index: Int, _ frame: DataFrame?) -> String {
    guard let frame, index >= 0, index < frame.rowCount,
      let text = (try? frame.index.texts(from: index, count: 1))?.first
    else { return "number \(index + 1)" }
    return text
  }
}
