import ZMAPCore

/// The lines of a matrix, one after the other: rows of a CSR or dense matrix, columns of a CSC one. Memory is
/// bounded by a block of entries, or the longest line.
///
/// What `indptr` and `indices` hold is checked on the way: a damaged matrix is a failure, never a crash.
package struct MatrixLines<Number: KernelNumber & HDF5Number> {
  package typealias Pool = WorkerPool
  /// - Parameters:
  ///   - line: which row or column.
  ///   - indices: the column or row of each stored entry, below `minorCount`.
  package typealias Body = (
    _ line: Int, _ indices: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Number>
  ) throws -> Void

  private let matrix: Matrix
  private let pool: Pool
  /// Entries that are read at a time.
  private static var block: Int { 1 << 17 }
  private static var lineLimit: Int { 1 << 26 }

  package init(_ matrix: Matrix, _: Number.Type, _ pool: Pool) {
    self.matrix = matrix
    self.pool = pool
  }

  /// Visits the lines of `ranges` in this order; all of them when it is nil.
  package func visit(_ ranges: [Range<Int>]? = nil, _ body: Body) throws {
    switch matrix {
    case .sparse(let sparse): try visit(sparse, ranges ?? [0..<sparse.majorCount], body)
    case .dense(let dense): try visit(dense, ranges ?? [0..<dense.rows], body)
    }
  }

  private func visit(_ matrix: SparseMatrix, _ ranges: [Range<Int>], _ body: Body) throws {
    guard matrix.minorCount <= Int(Int32.max) else {
      throw matrix.group.bad("more than 2147483647 genes or cells")
    }
    let wanted = ranges.reduce(0) { $0 + $1.count }
    let wantsMost = wanted * 3 > matrix.majorCount
    var indices = try EntryStream<Int32>(matrix.indices, pool, wantsMost: wantsMost)
    var values = try EntryStream<Number>(matrix.data, pool, wantsMost: wantsMost)
    var (indexRoom, valueRoom) = (Room<Int32>(Self.block), Room<Number>(Self.block))
    for range in ranges {
      var line = range.lowerBound
      while line < range.upperBound {
        try Signals.check()
        let count = min(4096, range.upperBound - line)
        let pointers = try matrix.pointers(line, count)
        var first = 0
        while first < count {
          var last = first + 1
          while last < count, pointers[last + 1] - pointers[first] <= Self.block { last += 1 }
          let entries = pointers[last] - pointers[first]
          guard entries <= Self.lineLimit else {
            throw matrix.indptr.bad("\(entries) entries in \(matrix.lineName) \(line + first)")
          }
          if entries > indexRoom.buffer.count {
            (indexRoom, valueRoom) = (Room(entries), Room(entries))
          }
          let (i, v) = (indexRoom.buffer.prefix(entries), valueRoom.buffer.prefix(entries))
          let (indexPart, valuePart) = (
            UnsafeMutableBufferPointer(rebasing: i), UnsafeMutableBufferPointer(rebasing: v)
          )
          try indices.read(indexPart, at: pointers[first])
          try values.read(valuePart, at: pointers[first])
          for offset in first..<last {
            let part = pointers[offset] - pointers[first]..<pointers[offset + 1] - pointers[first]
            let lineIndices = UnsafeBufferPointer(rebasing: indexPart[part])
            try matrix.check(lineIndices, line: line + offset)
            try body(line + offset, lineIndices, UnsafeBufferPointer(rebasing: valuePart[part]))
          }
          first = last
        }
        line += count
      }
    }
  }

  private func visit(_ matrix: DenseMatrix, _ ranges: [Range<Int>], _ body: Body) throws {
    let columns = matrix.columns
    guard columns <= Self.lineLimit else { throw matrix.data.bad("\(columns) columns") }
    let indices = Room<Int32>(columns)
    for column in 0..<columns { indices.buffer[column] = Int32(truncatingIfNeeded: column) }
    let room = max(1, (12 << 20) / max(1, columns &* MemoryLayout<Number>.size))
    var step = room
    // Whole chunks, so that each is decoded once; unless that takes too much memory.
    if case .chunked(let sizes) = matrix.data.layout {
      step = sizes[0] > 4 * room ? room : max(sizes[0], room / sizes[0] * sizes[0])
    }
    for range in ranges {
      var row = range.lowerBound
      while row < range.upperBound {
        try Signals.check()
        let count = min(step - row % step, range.upperBound - row)
        let values: [Number] = try matrix.data.read(start: [row, 0], counts: [count, columns])
        try values.withUnsafeBufferPointer { values in
          for offset in 0..<count {
            try body(
              row + offset, UnsafeBufferPointer(indices.buffer),
              UnsafeBufferPointer(rebasing: values[offset * columns..<(offset + 1) * columns]))
          }
        }
        row += count
      }
    }
  }
}

extension SparseMatrix {
  /// What a line is called in a message.
  package var lineName: String { format == .csr ? "row" : "column" }

  /// Where lines `from ... from + count` begin; `count + 1` places that rise and stay inside the matrix.
  ///
  /// - Throws: `Failure` with the first place that falls or overruns.
  package func pointers(_ from: Int, _ count: Int) throws(Failure) -> [Int] {
    let stored = try indptr.read(Int64.self, from: from, count: count + 1)
    var places: [Int] = []
    places.reserveCapacity(stored.count)
    for (offset, place) in stored.enumerated() {
      guard place >= 0, place <= Int64(storedCount) else {
        throw indptr.bad("\(place) at \(from + offset) is outside the \(storedCount) stored entries")
      }
      if let last = places.last, Int(place) < last {
        throw indptr.bad("falls from \(last) to \(place) at \(from + offset)")
      }
      places.append(Int(place))
    }
    if from == 0, let first = places.first, first != 0 {
      throw indptr.bad("begins with \(first), not with 0")
    }
    return places
  }

  /// Makes sure that the indices of a line are inside the matrix.
  fileprivate func check(_ line: UnsafeBufferPointer<Int32>, line number: Int) throws(Failure) {
    let limit = UInt32(minorCount)
    var largest: UInt32 = 0
    for index in line { largest = max(largest, UInt32(bitPattern: index)) }
    guard largest >= limit, !line.isEmpty else { return }
    let wrong = line.first { UInt32(bitPattern: $0) >= limit } ?? 0
    throw indices.bad("index \(wrong) in \(lineName) \(number) is outside 0 to \(minorCount - 1)")
  }
}
