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
    case .dense(let dense) where isDouble: throw dense.data.bad("dense")
    case .dense(let dense): throw dense.data.bad("dense")
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
    case .csc: throw matrix.group.bad("csc")
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

  /// The dataset of the layer's values: chunks like the source's, where those are of a size to work with.
  private func target<Number>(for source: ChunkSource<Number>) throws(Failure) -> LayerTarget {
    let chunk = source.chunkLength ?? min(source.blockLength, 1 << 16)
    let size = MemoryLayout<Number>.size
    let filters = task.compression.filters(like: source.dataset, chunkBytes: chunk * size, size: size)
    let dataset = try writer.dataset(
      "\(path)/data", isDouble: Number.stored == .float64, sizes: [source.count], chunk: [chunk],
      filters: filters,
      isExtensible: true)
    return LayerTarget(dataset: dataset, writer: writer, chunkLength: chunk, pipeline: filters.pipeline)
  }

  /// The failure that names the cell and the gene of a refused value.
  func failure(_ refused: Refused, _ matrix: Matrix) -> Failure {
    var place = "stored entry \(refused.entry + 1)"
    if case .sparse(let sparse) = matrix,
      let minor = (try? sparse.indices.read(Int64.self, from: refused.entry, count: 1))?.first,
      let major = refused.row
    {
      let (cell, gene) = sparse.format == .csr ? (major, Int(minor)) : (Int(minor), major)
      place = "cell '\(name(cell, try? file.obs))', gene '\(name(gene, try? file.var))'"
    }
    return Failure(
      .badData, .read, matrix.data.name, "\(place) has \(refused.reason)",
      hint: refused.reason.hasPrefix("a negative") ? "--allow-negative" : "--allow-nan")
  }

  private func name(_ index: Int, _ frame: DataFrame?) -> String {
    guard let frame, index >= 0, index < frame.rowCount,
      let text = (try? frame.index.texts(from: index, count: 1))?.first
    else { return "number \(index + 1)" }
    return text
  }
}
