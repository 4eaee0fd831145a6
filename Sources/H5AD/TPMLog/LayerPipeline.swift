import ZMAPCore

/// Makes the values of a sparse layer from those of its source, block by block, in order.
///
/// The owner's thread asks for blocks, joins the totals of rows that cross blocks, and writes; all threads
/// decode, sum, scale and encode. A block waits until the totals of its first and last row are known. Memory:
/// `budget`, or as much as the longest row takes. The result depends on nothing but the source.
final class LayerPipeline<Number: LayerNumber> {
  private let source: ChunkSource<Number>
  private let target: LayerTarget
  private let pool: WorkerPool
  private let normalization: Normalization
  private let blockLimit: Int
  /// Blocks that were asked for and not yet written, in order.
  private var active: [LayerBlock<Number>] = []
  private var spare: [LayerBlock<Number>] = []
  private var asked = 0
  /// How many of `active` are resolved: their sums joined with the rows before.
  private var resolved = 0
  /// The total so far of the row that crosses blocks, and the pieces that wait for it.
  private var carry = CountSum()
  private var waiting: [(block: LayerBlock<Number>, piece: Int)] = []

  /// Bytes that blocks may take in all.
  static var budget: Int { 16 << 20 }

  init(
    _ source: ChunkSource<Number>, _ target: LayerTarget, _ pool: WorkerPool, _ normalization: Normalization
  ) {
    self.source = source
    self.target = target
    self.pool = pool
    self.normalization = normalization
    let bytes = source.blockLength * MemoryLayout<Number>.stride * 3
    blockLimit = min(max(LayerPipeline.budget / max(bytes, 1), pool.threadCount + 3), 96)
  }

  /// Runs a CSR source through.
  ///
  /// - Parameter progress: is told the number of rows done.
  /// - Throws: `Failure`, or `Refused` for the first value that is no count.
  func run(rows: RowCursor, progress: (Int) -> Void) throws {
    let (decoder, normalization) = (source.decoder, normalization)
    try run(
      progress: { block in progress((block.cuts.rows.last ?? 0) + (block.cuts.isOpen ? 0 : 1)) },
      prepare: { block in
        block.cuts = try rows.cuts(from: block.start, to: block.start + block.count)
        return { workspace in
          block.load(decoder, normalization, workspace)
          block.state.store(LayerBlock<Number>.State.loaded, ordering: .releasing)
        }
      })
    try rows.finish()
  }

  /// Runs a CSC source through, whose cells' factors are known.
  ///
  /// - Parameter progress: is told the number of stored entries done.
  func run(
    indices: ChunkReader<Int32>, factors: [Number], progress: (Int) -> Void
  ) throws {
    let (decoder, normalization) = (source.decoder, normalization)
    let storing = target.storing
    try run(
      progress: { block in progress(block.start + block.count) },
      prepare: { block in
        let room = block.indices.room(block.count, of: Int32.self)
        guard try indices.read(into: room) == block.count else {
          throw Failure(.bug, .read, decoder.name, "too few indices")
        }
        return { workspace in
          block.loadAndScale(decoder, factors, normalization, workspace)
          block.store(storing, workspace)
          block.state.store(LayerBlock<Number>.State.finished, ordering: .releasing)
        }
      })
  }

  private func run(
    progress: (LayerBlock<Number>) -> Void,
    prepare: (LayerBlock<Number>) throws -> WorkerPool.Job
  ) throws {
    while asked < source.blockCount || !active.isEmpty {
      try Signals.check()
      let seen = pool.finished
      let didWrite = try writeFinished(progress)
      let didResolve = try resolveLoaded()
      let didAsk = try ask(prepare)
      if !didWrite && !didResolve && !didAsk { pool.help(seen: seen) }
    }
  }

  /// Asks for the next block when there is room, or when nothing else can go on.
  private func ask(_ prepare: (LayerBlock<Number>) throws -> WorkerPool.Job) throws -> Bool {
    guard asked < source.blockCount, hasRoom || isStuck else { return false }
    let block = spare.popLast() ?? LayerBlock()
    let request = try source.request(asked, block.counts)
    asked += 1
    block.request = request
    block.start = request.start
    block.count = request.count
    block.isResolved = false
    block.state.store(LayerBlock<Number>.State.busy, ordering: .relaxed)
    try target.place(block)
    let job = try prepare(block)
    active.append(block)
    pool.submit(job)
    return true
  }

  private var hasRoom: Bool { active.count < blockLimit }

  /// Whether all blocks wait for the total of a row that goes on behind the last of them.
  private var isStuck: Bool { resolved == active.count && waiting.count == active.count }

  /// Joins the sums of loaded blocks, in order, and sends on those that have all their factors.
  private func resolveLoaded() throws -> Bool {
    var did = false
    while resolved < active.count {
      let block = active[resolved]
      let state = block.state.load(ordering: .acquiring)
      guard state != LayerBlock<Number>.State.busy else { break }
      if let failure = block.failure { throw failure }
      if state == LayerBlock<Number>.State.finished {
        // Its factors were known before.
        resolved += 1
        did = true
        continue
      }
      if let refusal = block.refusal {
        throw Refused(entry: block.start + refusal.place, reason: refusal.reason)
      }
      resolved += 1
      did = true
      resolve(block)
    }
    return did
  }

  private func resolve(_ block: LayerBlock<Number>) {
    block.missing = 0
    let last = block.cuts.ends.count - 1
    if block.cuts.continues {
      join(block)
      waiting.append((block, 0))
      block.missing += 1
      if last > 0 || !block.cuts.isOpen { settle() }
    }
    if block.cuts.isOpen, last > 0 || !block.cuts.continues {
      carry = block.sums[last]
      waiting.append((block, last))
      block.missing += 1
    }
    block.isResolved = true
    if block.missing == 0 { finish(block) }
  }

  /// Adds the first piece of `block` to the row that it goes on with. Whole numbers add up exactly in any
  /// order; others one by one, in storage order.
  private func join(_ block: LayerBlock<Number>) {
    if carry.isWhole && block.sums[0].isWhole {
      carry.total += block.sums[0].total
    } else {
      let end = block.cuts.ends[0]
      Number.add(UnsafeBufferPointer(rebasing: block.counts.numbers[..<end]), to: &carry)
    }
  }

  /// The row at hand is complete: its pieces get their factor.
  private func settle() {
    let factor = Number.factor(total: carry.total, normalization)
    for (block, piece) in waiting {
      block.factors[piece] = factor
      block.missing -= 1
      // The block that is just being resolved may have another piece that waits.
      if block.missing == 0, block.isResolved { finish(block) }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func finish(_ block: LayerBlock<Number>) {
    block.state.store(LayerBlock<Number>.State.busy, ordering: .relaxed)
    let storing = target.storing
    pool.submit(urgent: true) { workspace in
      block.scaleRows()
      block.store(storing, workspace)
      block.state.store(LayerBlock<Number>.State.finished, ordering: .releasing)
    }
  }

  private func writeFinished(_ progress: (LayerBlock<Number>) -> Void) throws -> Bool {
    var count = 0
    while count < resolved {
      let block = active[count]
      guard block.state.load(ordering: .acquiring) == LayerBlock<Number>.State.finished else { break }
      if let failure = block.failure { throw failure }
      try target.write(block)
      progress(block)
      spare.append(block)
      count += 1
    }
    active.removeFirst(count)
    resolved -= count
    return count > 0
  }
}

/// A value that is no count, by its place among the stored entries, or among all of a dense matrix.
struct Refused: Error {
  let entry: Int
  let reason: String
}
