import ZMAPCore

/// The totals of the cells of a CSC matrix, whose entries stand gene by gene: a pass over all of it, which
/// also checks its structure. Memory: 8 bytes a cell.
struct ColumnTotals {
  private let matrix: SparseMatrix
  private let pool: WorkerPool
  private let storage: Storage
  private let normalization: Normalization

  init(_ matrix: SparseMatrix, _ pool: WorkerPool, _ storage: Storage, _ normalization: Normalization) {
    self.matrix = matrix
    self.pool = pool
    self.storage = storage
    self.normalization = normalization
  }

  /// What the counts of each cell are divided by.
  ///
  /// - Throws: `Failure` when the structure is damaged, `Refused` for the first value that is no count.
  func factors<Number: LayerNumber>() throws -> [Number] {
    try RowCursor(matrix.indptr, storedCount: matrix.storedCount, pool, storage).finish()
    let counts = try ChunkReader(matrix.data, as: Number.self, pool, storage: storage)
    let indices = try ChunkReader(matrix.indices, as: Int32.self, pool, storage: storage)
    let scratch = Scratch()
    var totals = [Double](repeating: 0, count: matrix.rows)
    var given: Void? = ()
    while given != nil {
      try Signals.check()
      given = try counts.next { start, values in
        let rows = scratch.room(values.count, of: Int32.self)
        guard try indices.read(into: rows) == values.count else {
          throw matrix.indices.bad("too few of them")
        }
        try add(values, rows, start, to: &totals)
      }
    }
    return totals.map { Number.factor(total: $0, normalization) }
  }

  private func add<Number: LayerNumber>(
    _ values: UnsafeBufferPointer<Number>, _ rows: UnsafeMutableBufferPointer<Int32>, _ start: Int,
    to totals: inout [Double]
  ) throws {
    var isOdd = false
    for index in values.indices {
      let row = Int(rows[index])
      guard totals.indices.contains(row) else {
        throw matrix.indices.bad("damaged: entry \(start + index + 1) is not the number of a cell")
      }
      let value = values[index]
      totals[row] += Double(value)
      isOdd = isOdd || !(value >= 0 && value < .infinity)
    }
    if isOdd, let refusal = LayerBlock.refusal(values, 0, normalization) {
      throw Refused(entry: start + refusal.place, reason: refusal.reason)
    }
  }
}
