import ZMAPCore

/// Stored entries of a matrix as rows `cell gene value`; of a dense matrix, those that are not 0.
package struct Entries {
  package static let columns = ["cell", "gene", "value"]

  private let matrix: Matrix
  private let cells: Names
  private let genes: Names
  private let pool: WorkerPool

  /// Which rows of a data frame, and what they are called.
  package struct Names {
    /// Nil when all are wanted: then the names are read as they are needed.
    let selection: NameSelection?
    let frame: DataFrame
    let range: Range<Int>

    /// - Parameter range: the rows wanted, when no names are.
    package init(_ frame: DataFrame, _ selection: NameSelection?, range: Range<Int>? = nil) {
      self.frame = frame
      self.selection = selection
      self.range = range ?? 0..<frame.rowCount
    }

    var ranges: [Range<Int>] { selection?.ranges ?? [range] }

    /// For each row its place in the output, or -1; nil when all are wanted.
    func slots() -> [Int32]? {
      if let selection { return selection.slots(of: frame.rowCount) }
      if range == 0..<frame.rowCount { return nil }
      return (0..<frame.rowCount).map { range.contains($0) ? Int32(truncatingIfNeeded: $0) : -1 }
    }
  }

  package init(
    _ matrix: Matrix, cells: Names, genes: Names, _ pool: WorkerPool
  ) throws(Failure) {
    guard matrix.rows == cells.frame.rowCount, matrix.columns == genes.frame.rowCount else {
      throw Failure(
        .badData, .read, matrix.name,
        "\(matrix.rows)x\(matrix.columns) does not fit \(cells.frame.rowCount) cells and \(genes.frame.rowCount) genes"
      )
    }
    self.matrix = matrix
    self.cells = cells
    self.genes = genes
    self.pool = pool
  }

  /// Calls `emit` for each entry: cell by cell, and gene by gene for a CSC matrix, in the order asked for.
  package func write(emit: ([Value]) throws -> Void) throws {
    switch matrix.data.type {
    case .float(let bytes, _) where bytes <= 4:
      try write(MatrixLines(matrix, Float.self, pool), { .single($0) }, emit)
    case .float: try write(MatrixLines(matrix, Double.self, pool), { .real($0) }, emit)
    case .integer(8, false, _):
      try write(MatrixLines(matrix, UInt64.self, pool), { .unsigned($0) }, emit)
    case .boolean: try write(MatrixLines(matrix, Int64.self, pool), { .boolean($0 != 0) }, emit)
    default: try write(MatrixLines(matrix, Int64.self, pool), { .integer($0) }, emit)
    }
  }

  private func write<Number: KernelNumber & HDF5Number & Equatable>(
    _ lines: MatrixLines<Number>, _ value: (Number) -> Value, _ emit: ([Value]) throws -> Void
  ) throws {
    var isByGene = false
    var isDense = false
    switch matrix {
    case .sparse(let sparse): isByGene = sparse.format == .csc
    case .dense: isDense = true
    }
    let (major, minor) = isByGene ? (genes, cells) : (cells, genes)
    var majorNames = NameWindow(major.frame.index)
    let minorNames = try NameSelection(all: minor.frame).names
    let slots = minor.slots()
    var row: [Value] = [.missing, .missing, .missing]
    let (majorField, minorField) = isByGene ? (1, 0) : (0, 1)
    try lines.visit(major.ranges) { line, indices, values in
      row[majorField] = .text(try majorNames[line])
      var order = Array(indices.indices)
      if let slots {
        order = order.filter { slots[Int(indices[$0])] >= 0 }
        if minor.selection != nil { order.sort { slots[Int(indices[$0])] < slots[Int(indices[$1])] } }
      }
      for position in order where !isDense || values[position] != Number.zero {
        row[minorField] = .text(minorNames[Int(indices[position])])
        row[2] = value(values[position])
        try emit(row)
      }
    }
  }
}

/// The names of an index, a slab at a time.
struct NameWindow {
  private let index: Column
  private var first = 0
  private var texts: [String] = []

  init(_ index: Column) { self.index = index }

  subscript(row: Int) -> String {
    mutating get throws(Failure) {
      if row < first || row >= first + texts.count {
        // Names asked for out of order are read from where they stand.
        let count = min(row == first + texts.count ? 4096 : 256, index.count - row)
        texts = try index.texts(from: row, count: count)
        first = row
      }
      return texts[row - first]
    }
  }
}
