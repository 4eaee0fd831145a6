import Synchronization
import ZMAPCore

/// A tile of a dense matrix on its way through the pipeline; belongs to one thread at a time.
final class Tile<Number: LayerNumber>: @unchecked Sendable {
  let isDone = Atomic(false)
  let stored = Scratch()
  let raw = Scratch()
  let values = Scratch()
  let encoded = Scratch()
  let table = Scratch()
  var (row, column, height, width) = (0, 0, 0, 0)
  /// Elements from one row of the tile to the next, and in all.
  var stride = 0
  var capacity = 0
  var sums: [CountSum] = []
  var refusal: (row: Int, column: Int, reason: String)?
  var failure: Failure?
  var chunk: (count: Int, mask: UInt32) = (0, 0)

  func line(_ row: Int) -> UnsafeMutableBufferPointer<Number> {
    let all = values.room(capacity, of: Number.self)
    return UnsafeMutableBufferPointer(rebasing: all[row * stride..<row * stride + width])
  }
}

/// Makes a dense layer from a dense source: band by band of tiles, first the totals of the band's rows, then,
/// from the tiles once more, the logarithms. Memory: a few tiles, and a total for each row of a band.
struct DensePipeline<Number: LayerNumber> {
  private let source: TileSource<Number>
  private let target: HDF5Dataset
  private let writer: StorageWriter
  private let pool: WorkerPool
  private let normalization: Normalization
  /// What tiles are encoded with; nil when the library writes them.
  private let pipeline: FilterPipeline?
  private let ring: [Tile<Number>]

  init(
    _ source: TileSource<Number>, _ target: HDF5Dataset, _ writer: StorageWriter, _ pool: WorkerPool,
    _ normalization: Normalization, _ pipeline: FilterPipeline?
  ) {
    self.source = source
    self.target = target
    self.writer = writer
    self.pool = pool
    self.normalization = normalization
    self.pipeline = pipeline
    let bytes = max(1, source.tileRows * source.tileColumns * MemoryLayout<Number>.stride * 3)
    ring = (0..<min(max(pool.threadCount + 1, (16 << 20) / bytes), 32)).map { _ in Tile() }
  }

  /// - Parameter progress: is told the number of rows done.
  func run(progress: (Int) -> Void) throws {
    guard source.columns > 0 else { return }
    for row in stride(from: 0, to: source.rows, by: source.tileRows) {
      let (factors, sums) = try totals(row)
      try scale(row, factors, sums)
      progress(min(row + source.tileRows, source.rows))
    }
  }

  /// What the counts of the band's rows are divided by, and what is known of them.
  private func totals(_ row: Int) throws -> (factors: [Number], sums: [CountSum]) {
    var sums = [CountSum](repeating: CountSum(), count: min(source.tileRows, source.rows - row))
    var totals = [PairwiseSum<Number>](repeating: PairwiseSum(), count: sums.count)
    let plan = PairwiseSum<Number>.Plan(source.columns)
    let normalization = normalization
    var worst: (row: Int, column: Int, reason: String)?
    try forEachTile(row) { tile in
      tile.sums.removeAll(keepingCapacity: true)
      tile.refusal = nil
      for line in 0..<tile.height {
        var sum = CountSum()
        let values = UnsafeBufferPointer(tile.line(line))
        Number.add(values, to: &sum)
        if sum.firstBad != nil, tile.refusal == nil,
          let refusal = LayerBlock.refusal(values, 0, normalization)
        {
          tile.refusal = (line, tile.column + refusal.place, refusal.reason)
        }
        tile.sums.append(sum)
      }
    } take: { tile in
      if let refusal = tile.refusal, worst.map({ refusal.row < $0.row }) ?? true { worst = refusal }
      for line in 0..<tile.height {
        totals[line].add(UnsafeBufferPointer(tile.line(line)), plan)
        sums[line].isWhole = sums[line].isWhole && tile.sums[line].isWhole
        if tile.sums[line].firstBad != nil { sums[line].firstBad = 0 }
      }
    }
    if let worst {
      throw Refused(entry: (row + worst.row) * source.columns + worst.column, reason: worst.reason)
    }
    return (totals.map { Number.factor(total: Double($0.total), normalization) }, sums)
  }

  private func scale(_ row: Int, _ factors: [Number], _ sums: [CountSum]) throws {
    let pipeline = pipeline
    try forEachTile(row) { tile in
      let table = tile.table.room(Log1p.tableSize, of: Number.self)
      for line in 0..<tile.height {
        Number.scale(
          tile.line(line), by: factors[line], isWhole: sums[line].isWhole, isOdd: sums[line].firstBad != nil,
          table)
      }
    } encode: { tile, workspace in
      guard let pipeline else { return }
      let content = UnsafeRawBufferPointer(tile.values.room(tile.capacity, of: Number.self))
      tile.chunk = pipeline.encode(content, to: tile.encoded.room(pipeline.bound(content.count)), workspace)
    } take: { tile in
      try write(tile)
    }
  }

  private func write(_ tile: Tile<Number>) throws(Failure) {
    if pipeline != nil {
      let bytes = UnsafeRawBufferPointer(tile.encoded.room(tile.chunk.count))
      try writer.writeChunk(bytes, mask: tile.chunk.mask, at: [tile.row, tile.column], of: target)
      return
    }
    let narrow = tile.raw.room(tile.height * tile.width, of: Number.self)
    for line in 0..<tile.height {
      _ = UnsafeMutableBufferPointer(rebasing: narrow[line * tile.width..<(line + 1) * tile.width])
        .update(fromContentsOf: tile.line(line))
    }
    try writer.write(
      UnsafeBufferPointer(narrow), at: [tile.row, tile.column], counts: [tile.height, tile.width], of: target)
  }

  /// Loads the tiles of a band, works on each on any thread, and takes them in order on this one.
  private func forEachTile(
    _ row: Int, work: @escaping @Sendable (Tile<Number>) -> Void,
    encode: @escaping @Sendable (Tile<Number>, FilterPipeline.Workspace) -> Void = { _, _ in },
    take: (Tile<Number>) throws -> Void
  ) throws {
    let columns = Array(stride(from: 0, to: source.columns, by: source.tileColumns))
    var (asked, taken) = (0, 0)
    while taken < columns.count {
      try Signals.check()
      let seen = pool.finished
      if asked < columns.count, asked - taken < ring.count {
        let tile = ring[asked % ring.count]
        source.place(tile, row, columns[asked])
        tile.failure = nil
        tile.isDone.store(false, ordering: .relaxed)
        let (request, decoder) = (try source.request(tile), source.decoder)
        asked += 1
        pool.submit { workspace in
          do throws(Failure) {
            try decoder.load(request, tile, workspace)
            work(tile)
            encode(tile, workspace)
          } catch { tile.failure = error }
          tile.isDone.store(true, ordering: .releasing)
        }
        continue
      }
      let tile = ring[taken % ring.count]
      guard tile.isDone.load(ordering: .acquiring) else {
        pool.help(seen: seen)
        continue
      }
      if let failure = tile.failure { throw failure }
      try take(tile)
      taken += 1
    }
  }
}
