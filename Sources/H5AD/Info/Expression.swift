import ZMAPCore

/// How strongly groups of cells express genes: what a dot plot shows.
package struct Expression {
  package static let columns = ["group", "gene", "n_cells", "fraction", "mean", "mean_expressing"]

  private let matrix: Matrix
  private let genes: NameSelection
  private let grouping: Grouping
  private let pool: WorkerPool
  /// Bytes for sums; with more groups and genes, the matrix is read more than once.
  private static let budget = 40 << 20

  package init(
    _ matrix: Matrix, genes: NameSelection, by grouping: Grouping, _ pool: WorkerPool
  ) throws(Failure) {
    guard grouping.groupOfCell.count == matrix.rows else {
      throw Failure(
        .badData, .read, matrix.name, "\(matrix.rows) rows, but obs has \(grouping.groupOfCell.count) cells")
    }
    guard genes.rows.allSatisfy({ $0 < matrix.columns }) else {
      throw Failure(.badData, .read, matrix.name, "\(matrix.columns) columns are fewer than the genes")
    }
    self.matrix = matrix
    self.genes = genes
    self.grouping = grouping
    self.pool = pool
  }

  /// Calls `emit` with one row for each group and gene: cells of the group, the share of them with a value
  /// above 0, the mean of all, and the mean of those above 0. Sums are made in float64, in the order of the file.
  package func write(emit: ([Value]) throws -> Void) throws {
    if case .float(4, _) = matrix.data.type {
      try write(MatrixLines(matrix, Float.self, pool), emit)
    } else {
      try write(MatrixLines(matrix, Double.self, pool), emit)
    }
  }

  private func write<Number: BinaryFloatingPoint>(
    _ lines: MatrixLines<Number>, _ emit: ([Value]) throws -> Void
  ) throws {
    let width = max(1, genes.rows.count)
    let step = max(1, Expression.budget / MemoryLayout<Cell>.stride / width)
    var first = 0
    while first < grouping.groups.count {
      let part = first..<min(first + step, grouping.groups.count)
      let sums = try sums(lines, of: part)
      for group in part {
        for (slot, name) in genes.names.enumerated() {
          let cell = sums.buffer[(group - first) * width + slot]
          let size = Double(grouping.sizes[group])
          try emit([
            grouping.groups[group], .text(name), .integer(Int64(grouping.sizes[group])),
            .real(Double(cell.count) / size), .real(cell.sum / size),
            cell.count == 0 ? .missing : .real(cell.positive / Double(cell.count)),
          ])
        }
      }
      first = part.upperBound
    }
  }

  /// Sums of one group and gene.
  fileprivate struct Cell {
    var sum = 0.0
    /// The sum of what is above 0; the same as `sum`, unless values are scaled.
    var positive = 0.0
    var count: UInt32 = 0
    /// The line that was counted last, so that an entry stored twice counts as one cell.
    var last: Int32 = -1
  }

  private func sums<Number: BinaryFloatingPoint>(
    _ lines: MatrixLines<Number>, of groups: Range<Int>
  ) throws -> Room<Cell> {
    let width = max(1, genes.rows.count)
    let room = Room<Cell>(groups.count * width)
    room.buffer.initialize(repeating: Cell())
    if case .sparse(let sparse) = matrix, sparse.format == .csc {
      // Columns in the file's order, so that each is read once.
      let slots = genes.slots(of: matrix.columns)
      try lines.visit(genes.sortedRanges) { gene, cells, values in
        let slot = Int(slots[gene])
        for (cell, value) in zip(cells, values) {
          let group = Int(grouping.groupOfCell[Int(cell)])
          guard groups.contains(group) else { continue }
          room.buffer[(group - groups.lowerBound) * width + slot].add(Double(value), cell)
        }
      }
      return room
    }
    let slots = genes.slots(of: matrix.columns)
    try slots.withUnsafeBufferPointer { slots in
      try lines.visit { row, indices, values in
        let group = Int(grouping.groupOfCell[row])
        guard groups.contains(group) else { return }
        let base = (group - groups.lowerBound) * width
        for position in indices.indices {
          // Below the number of columns, as MatrixLines promises.
          let slot = slots[Int(indices[position])]
          guard slot >= 0 else { continue }
          room.buffer[base + Int(slot)].add(Double(values[position]), Int32(truncatingIfNeeded: row))
        }
      }
    }
    return room
  }
}

extension Expression.Cell {
  @inline(__always)
  fileprivate mutating func add(_ value: Double, _ line: Int32) {
    sum += value
    guard value > 0 else { return }
    positive += value
    if last != line {
      count &+= 1
      last = line
    }
  }
}

extension NameSelection {
  /// The rows as ranges, rising.
  var sortedRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for row in rows.sorted() {
      if let last = ranges.last, last.upperBound == row {
        ranges[ranges.count - 1] = last.lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }
}
