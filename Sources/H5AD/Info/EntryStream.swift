import ZMAPCore

/// Numbers of a one-dimensional dataset, asked for in places that mostly rise.
///
/// When most of them will be asked for, all threads of the pool decode ahead; when few, the library reads
/// just those.
struct EntryStream<Number: KernelNumber & HDF5Number>: ~Copyable {
  private let dataset: HDF5Dataset
  private var reader: ChunkReader<Number>?
  private var position = 0
  private let skipped: Room<Number>

  init(_ dataset: HDF5Dataset, _ pool: WorkerPool, wantsMost: Bool) throws {
    self.dataset = dataset
    try dataset.requireReadable()
    // A chunk that is too large for the pipeline is held whole, as stored and decoded.
    if case .chunked(let sizes) = dataset.layout, sizes[0] > 1 << 20 {
      let bytes = min(sizes[0], dataset.count) &* dataset.type.bytes
      MemoryBound.raise(by: 3 &* bytes)
      HDF5.allow(seconds: 2 + bytes >> 26)
    }
    // Truth values are no kernel's business.
    reader =
      wantsMost && dataset.type.storedNumber != nil ? try ChunkReader(dataset, as: Number.self, pool) : nil
    skipped = Room(reader == nil ? 0 : 1 << 14)
  }

  /// Fills `target` with the numbers from `start` on.
  mutating func read(_ target: UnsafeMutableBufferPointer<Number>, at start: Int) throws {
    guard let reader, start >= position else { return try dataset.read(into: target, from: start) }
    while position < start {
      let step = min(skipped.buffer.count, start - position)
      try advance(reader, UnsafeMutableBufferPointer(rebasing: skipped.buffer.prefix(step)))
    }
    try advance(reader, target)
  }

  private mutating func advance(
    _ reader: ChunkReader<Number>, _ target: UnsafeMutableBufferPointer<Number>
  ) throws {
    guard try reader.read(into: target) == target.count else { throw dataset.bad("its values are cut short") }
    position += target.count
  }
}

/// Memory for numbers, given back with this value.
final class Room<Number: BitwiseCopyable> {
  let buffer: UnsafeMutableBufferPointer<Number>

  init(_ count: Int) { buffer = .allocate(capacity: count) }

  deinit { buffer.deallocate() }
}
