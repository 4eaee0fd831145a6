import Synchronization
import ZMAPCore

/// Reads a one-dimensional dataset from its first to its last number, as numbers of one type: blocks are
/// decoded by all threads of a pool and lent in order.
///
///     let pool = WorkerPool(threads: threads)
///     let reader = try ChunkReader(dataset, as: Float.self, pool)
///     while try reader.next({ start, values in … }) != nil {}
///
/// Memory: about `memory` bytes in all, or a few blocks if those are larger; a chunk above
/// `ChunkSource.chunkLimit` is held whole. Several readers may share a pool. Belongs to the thread that owns HDF5.
package final class ChunkReader<Number: KernelNumber & HDF5Number> {
  private let source: ChunkSource<Number>
  private let pool: WorkerPool
  private var slots: [Slot] = []
  /// The next block to ask for, and the next to hand out.
  private var asked = 0
  private var given = 0
  /// Numbers of the block at hand that `read` has taken.
  private var taken = 0
  private let ahead: Int

  /// A block on its way through the pool; `state` hands it from thread to thread.
  private final class Slot: @unchecked Sendable {
    let buffer = ChunkBuffer<Number>()
    let isLoaded = Atomic(false)
    var failure: Failure?
  }

  /// - Parameters:
  ///   - storage: what the file was opened through, if it was; then threads read the file themselves.
  ///   - memory: bytes to hold decoded at once.
  package init(
    _ dataset: HDF5Dataset, as _: Number.Type, _ pool: WorkerPool, storage: Storage? = nil,
    memory: Int = 8 << 20
  ) throws(Failure) {
    source = try ChunkSource(dataset, storage: storage)
    self.pool = pool
    let block = source.blockLength * max(source.decoder.number.size, MemoryLayout<Number>.size) * 2
    ahead = min(max(memory / max(block, 1), pool.threadCount + 1), 64)
  }

  /// The number of values in all.
  package var count: Int { source.count }

  /// Lends the next block: the place of its first number, and the numbers.
  ///
  /// - Returns: what `body` returned; nil when all blocks were given.
  package func next<Result>(
    _ body: (_ start: Int, UnsafeBufferPointer<Number>) throws -> Result
  ) throws -> Result? {
    guard let slot = try current() else { return nil }
    let numbers = UnsafeBufferPointer(rebasing: slot.buffer.numbers.dropFirst(taken))
    let result = try body(slot.buffer.start + taken, numbers)
    release()
    return result
  }

  /// Copies the next numbers into `target`, as many as fit.
  ///
  /// - Returns: how many there were; fewer than asked for only at the end.
  package func read(into target: UnsafeMutableBufferPointer<Number>) throws -> Int {
    var done = 0
    while done < target.count, let slot = try current() {
      let numbers = slot.buffer.numbers
      let part = min(target.count - done, numbers.count - taken)
      _ = UnsafeMutableBufferPointer(rebasing: target[done..<done + part])
        .update(fromContentsOf: numbers[taken..<taken + part])
      done += part
      taken += part
      if taken == numbers.count { release() }
    }
    return done
  }

  private func release() {
    given += 1
    taken = 0
  }

  /// The block that is next in order, waited for; nil at the end.
  private func current() throws -> Slot? {
    guard given < source.blockCount else { return nil }
    try ask()
    let slot = slots[given % ahead]
    while true {
      let seen = pool.finished
      if slot.isLoaded.load(ordering: .acquiring) { break }
      pool.help(seen: seen)
    }
    if let failure = slot.failure { throw failure }
    return slot
  }

  private func ask() throws {
    while asked < min(given + ahead, source.blockCount) {
      try Signals.check()
      if slots.count < ahead && slots.count == asked { slots.append(Slot()) }
      let slot = slots[asked % ahead]
      slot.isLoaded.store(false, ordering: .relaxed)
      let request = try source.request(asked, slot.buffer)
      let decoder = source.decoder
      asked += 1
      pool.submit { workspace in
        do throws(Failure) {
          try decoder.load(request, slot.buffer, workspace)
        } catch { slot.failure = error }
        slot.isLoaded.store(true, ordering: .releasing)
      }
    }
  }
}
