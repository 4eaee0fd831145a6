import ZMAPCore

/// Which matrix is what, told by all of its values in one pass.
package struct Statistics {
  package static let columns = [
    "path", "stored", "explicit_zeros", "density", "min", "max", "mean", "integers", "empty_cells", "kind",
  ]

  /// Whole numbers from 0 on are counts; with a fraction, none negative and none above 30, logarithms; with
  /// negative ones, scaled to a mean of 0; all else, NaN and infinity included, is something other.
  package enum Kind: String, Sendable { case counts, log, scaled, other }

  /// Logarithms of anything that was counted in cells stay below: log2 of a billion is 30.
  private static let largestLogarithm = 30.0

  private var stored = 0
  private var zeros = 0
  private var sum = 0.0
  private var least = Double.infinity
  private var most = -Double.infinity
  private var areWhole = true
  private var areFinite = true
  private var emptyCells = 0
  private let path: String
  private let cells: Int
  private let genes: Int

  /// Reads the matrix at `source` once; memory does not depend on its size, but for a byte a cell of a CSC one.
  package init(
    _ file: AnnDataFile, _ source: AnnDataFile.MatrixSource, _ pool: WorkerPool
  ) throws {
    let matrix = try file.matrix(source)
    path = source.path
    (cells, genes) = (matrix.rows, matrix.columns)
    if case .float(4, _) = matrix.data.type {
      try scan(MatrixLines(matrix, Float.self, pool), matrix)
    } else {
      try scan(MatrixLines(matrix, Double.self, pool), matrix)
    }
  }

  private mutating func scan<Number: BinaryFloatingPoint>(
    _ lines: MatrixLines<Number>, _ matrix: Matrix
  ) throws {
    var filled: [Bool] = []
    var isByColumn = false
    if case .sparse(let sparse) = matrix, sparse.format == .csc {
      isByColumn = true
      filled = Array(repeating: false, count: cells)
    }
    var state = self
    try lines.visit { _, indices, values in
      let before = state.zeros
      state.add(values)
      if isByColumn {
        for (index, value) in zip(indices, values) where value != 0 { filled[Int(index)] = true }
      } else if state.zeros - before == values.count {
        state.emptyCells += 1
      }
    }
    self = state
    if isByColumn { emptyCells = filled.count { !$0 } }
  }

  @inline(__always)
  private mutating func add<Number: BinaryFloatingPoint>(_ values: UnsafeBufferPointer<Number>) {
    var (total, low, high) = (0.0, Number.infinity, -Number.infinity)
    var (zero, odd, wild) = (0, 0, 0)
    for value in values {
      total += Double(value)
      zero &+= value == 0 ? 1 : 0
      odd &+= value == value.rounded(.towardZero) ? 0 : 1
      wild &+= value.isFinite ? 0 : 1
      low = value < low ? value : low
      high = value > high ? value : high
    }
    stored += values.count
    zeros += zero
    sum += total
    if odd > 0 { areWhole = false }
    if wild > 0 { areFinite = false }
    least = min(least, Double(low))
    most = max(most, Double(high))
  }

  /// One value a column of `columns`; least, most and mean are of the whole matrix, zeros that are not stored
  /// included.
  package var row: [Value] {
    let (places, overflows) = cells.multipliedReportingOverflow(by: genes)
    let size = overflows ? Double(cells) * Double(genes) : Double(places)
    let isEmpty = size == 0
    return [
      .text(path), .integer(Int64(stored)), .integer(Int64(zeros)),
      isEmpty ? .missing : .real(Double(stored - zeros) / size), isEmpty ? .missing : .real(least(in: size)),
      isEmpty ? .missing : .real(most(in: size)), isEmpty ? .missing : .real(sum / size),
      .boolean(areWhole && areFinite), .integer(Int64(emptyCells)), .text(kind(size).rawValue),
    ]
  }

  private func least(in size: Double) -> Double { Double(stored) < size ? min(least, 0) : least }
  private func most(in size: Double) -> Double { Double(stored) < size ? max(most, 0) : most }

  private func kind(_ size: Double) -> Kind {
    guard size > 0, areFinite else { return .other }
    if least(in: size) < 0 { return areWhole ? .other : .scaled }
    if areWhole { return .counts }
    return most(in: size) <= Statistics.largestLogarithm ? .log : .other
  }
}
