import ZMAPCore

/// How the rows of a compressed matrix cut one block of its data.
struct RowCuts: Equatable, Sendable {
  /// Where the pieces end, counted from the block's first element; the last end is the block's.
  var ends: [Int] = []
  /// The row that each piece belongs to.
  var rows: [Int] = []
  /// Whether the first piece goes on with the row of the block before.
  var continues = false
  /// Whether the row of the last piece goes on in the next block.
  var isOpen = false
}

/// Reads `indptr` from its first to its last entry beside the data, and checks it on the way: it begins with 0,
/// never falls, and ends with the number of stored entries. Memory does not depend on the number of rows.
final class RowCursor {
  private let dataset: HDF5Dataset
  private let reader: ChunkReader<Int64>
  private let storedCount: Int
  private let rowCount: Int
  private let buffer = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 1 << 13)
  private var filled = 0
  private var position = 0
  /// The row at hand: its number, where it starts, where it ends.
  private var row = -1
  private var start = 0
  private var end = 0

  init(_ indptr: HDF5Dataset, storedCount: Int, _ pool: WorkerPool, _ storage: Storage?) throws {
    dataset = indptr
    self.storedCount = storedCount
    rowCount = indptr.count - 1
    reader = try ChunkReader(indptr, as: Int64.self, pool, storage: storage, memory: 1 << 20)
    guard let first = try value(), first == 0 else { throw indptr.bad("damaged: it does not begin with 0") }
  }

  deinit { buffer.deallocate() }

  /// The pieces of the block `from ..< to`; blocks are asked for in order.
  func cuts(from: Int, to: Int) throws -> RowCuts {
    var cuts = RowCuts()
    var position = from
    while position < to {
      while end <= position { try advance() }
      if cuts.rows.isEmpty { cuts.continues = start < from }
      cuts.rows.append(row)
      cuts.isOpen = end > to
      position = min(end, to)
      cuts.ends.append(position - from)
    }
    return cuts
  }

  /// Checks the rows behind the last stored entry, which must all be empty.
  func finish() throws {
    while row + 1 < rowCount { try advance() }
    guard end == storedCount else {
      throw dataset.bad("damaged: it ends with \(end), but there are \(storedCount) stored entries")
    }
  }

  private func advance() throws {
    guard row + 1 < rowCount, let next = try value() else {
      throw dataset.bad("damaged: it ends with \(end), but there are \(storedCount) stored entries")
    }
    guard next >= Int64(end) else { throw dataset.bad("damaged: it falls at row \(row + 1)") }
    guard next <= Int64(storedCount) else {
      throw dataset.bad(
        "damaged: row \(row + 1) ends at \(next), but there are \(storedCount) stored entries")
    }
    row += 1
    start = end
    end = Int(next)
  }

  private func value() throws -> Int64? {
    if position == filled {
      filled = try reader.read(into: buffer)
      position = 0
      if filled == 0 { return nil }
    }
    defer { position += 1 }
    return buffer[position]
  }
}
