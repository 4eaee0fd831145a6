import Synchronization
import ZMAPCore

/// Where blocks go while a table is packed, from several threads at once.
protocol BlockSink: Sendable {
  /// Keeps `bytes` and says at which offset of the packed table.
  func put(_ bytes: UnsafeRawBufferPointer) throws -> UInt64
}

/// Blocks to a file, each where the one before it ends, head left out.
final class FileSink: BlockSink {
  private let file: File
  private let next = Atomic(UInt64(PackedFormat.headSize))

  init(_ file: File) { self.file = file }

  func put(_ bytes: UnsafeRawBufferPointer) throws -> UInt64 {
    let offset = next.add(UInt64(bytes.count), ordering: .relaxed).oldValue
    try file.write(bytes, at: Int64(offset))
    return offset
  }
}

/// Blocks that stay in memory.
final class MemorySink: BlockSink {
  private let pieces: Mutex<[UInt64: [UInt8]]> = Mutex([:])
  private let next = Atomic(UInt64(PackedFormat.headSize))

  func put(_ bytes: UnsafeRawBufferPointer) throws -> UInt64 {
    let offset = next.add(UInt64(bytes.count), ordering: .relaxed).oldValue
    let copy = Array(bytes)
    pieces.withLock { $0[offset] = copy }
    return offset
  }

  /// The bytes of a block, put alone.
  func block(at offset: UInt64) -> [UInt8]? { pieces.withLock { $0[offset] } }
}
