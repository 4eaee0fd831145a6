import CLZ4
import ZMAPCore

/// A packed table to read from: a file, or what would have been one.
final class PackedTable {
  private enum Source {
    case file(File)
    case memory(MemorySink)
  }

  let meta: PackedMeta
  private let source: Source

  /// Opens a packed table.
  ///
  /// Read rather than mapped: a table that somebody cuts short while it is mapped ends the process, and what
  /// was checked in a mapping may be different when it is used. Blocks are small, so it costs nothing.
  ///
  /// - Throws: `Damaged` unless it is whole and of the file that `identity` tells of.
  init(_ path: String, of identity: PackedFormat.Identity) throws {
    let file = try File(path)
    let head = try PackedHead(try file.bytes(at: 0, count: PackedFormat.headSize))
    let size = UInt64(clamping: try file.status().size)
    guard head.identity == identity, head.metaOffset <= size, head.metaSize == size - head.metaOffset,
      let offset = Int64(exactly: head.metaOffset), let count = Int(exactly: head.metaSize)
    else { throw PackedFormat.Damaged() }
    let bytes = try file.bytes(at: offset, count: count)
    guard bytes.count == count, Checksum.of(bytes) == head.metaCRC else { throw PackedFormat.Damaged() }
    meta = try PackedMeta(bytes, end: head.metaOffset)
    source = .file(file)
  }

  /// A table that stays in memory.
  init(_ rows: MarkerRows) throws {
    let sink = MemorySink()
    meta = try PackedMeta(packing: rows, to: sink, compressing: false)
    source = .memory(sink)
  }

  /// The content of a block.
  ///
  /// - Throws: `Damaged` when it is not what was written.
  func block(_ column: PackedFormat.Column, _ index: Int) throws -> [UInt8] {
    guard meta.directory[column.rawValue].indices.contains(index) else { throw PackedFormat.Damaged() }
    let block = meta.directory[column.rawValue][index]
    let stored = try bytes(block)
    guard stored.count == Int(block.stored), Checksum.of(stored) == block.crc else {
      throw PackedFormat.Damaged()
    }
    return block.stored == block.size ? stored : try PackedTable.unpacked(stored, size: Int(block.size))
  }

  private func bytes(_ block: PackedFormat.Block) throws -> [UInt8] {
    switch source {
    case .file(let file): return try file.bytes(at: Int64(block.offset), count: Int(block.stored))
    case .memory(let sink): return sink.block(at: block.offset) ?? []
    }
  }

  /// The corresponding C function is `LZ4_decompress_safe`.
  private static func unpacked(_ stored: [UInt8], size: Int) throws -> [UInt8] {
    guard let storedSize = Int32(exactly: stored.count), let capacity = Int32(exactly: size) else {
      throw PackedFormat.Damaged()
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      let written = stored.withUnsafeBytes {
        LZ4_decompress_safe($0.baseAddress, UnsafeMutableRawPointer(target.baseAddress), storedSize, capacity)
      }
      count = max(0, Int(written))
    }
    guard bytes.count == size else { throw PackedFormat.Damaged() }
    return bytes
  }
}
