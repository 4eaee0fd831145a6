/// Why stored bytes can't be decoded. Kernels know no names; whoever does turns it into a `Failure`.
package struct CodecError: Error, Equatable, Sendable {
  package let reason: String
}

/// What HDF5 does to a chunk on its way to the disk, as far as it is done here and not by the library.
package struct FilterPipeline: Equatable, Sendable {
  package enum Filter: Equatable, Sendable {
    case deflate(level: Int)
    case shuffle(size: Int)
    case lz4
    case lzf
  }

  /// In the order of writing.
  package let filters: [Filter]

  package init(_ filters: [Filter]) { self.filters = filters }

  /// Buffers and compressors of one thread.
  package final class Workspace {
    fileprivate let deflate = Deflate()
    fileprivate var table: [Int32] = []
    fileprivate var first = Scratch()
    fileprivate var second = Scratch()

    package init() {}
  }

  /// Undoes the filters.
  ///
  /// - Parameters:
  ///   - mask: a bit is set for each filter that was left out when the chunk was written.
  ///   - target: exactly as long as the chunk.
  package func decode(
    _ stored: UnsafeRawBufferPointer, mask: UInt32, to target: UnsafeMutableRawBufferPointer,
    _ workspace: Workspace
  ) throws(CodecError) {
    let used = filters.enumerated().filter { mask & (1 << UInt32($0.offset)) == 0 }.map(\.element)
    if used.isEmpty {
      guard stored.count == target.count else { throw CodecError(reason: "a chunk of a wrong length") }
      target.copyMemory(from: stored)
      return
    }
    var input = stored
    for (index, filter) in used.enumerated().reversed() {
      let output =
        index == 0
        ? target : index % 2 == 0 ? workspace.first.room(target.count) : workspace.second.room(target.count)
      switch filter {
      case .deflate: try workspace.deflate.inflate(input, to: output)
      case .lz4: try LZ4Frame.decode(input, to: output)
      case .lzf: try LZF.decode(input, to: output)
      case .shuffle(let size):
        guard input.count == output.count else { throw CodecError(reason: "a chunk of a wrong length") }
        Shuffle.undo(input, to: output, size: size)
      }
      input = UnsafeRawBufferPointer(output)
    }
  }

  /// The largest number of bytes that `encode` may need room for.
  package func bound(_ count: Int) -> Int { count + count / 16 + 1024 }

  /// Applies the filters.
  ///
  /// - Parameter target: room for `bound(raw.count)` bytes.
  /// - Returns: the number of bytes, and the mask of filters left out because they would only have added bytes.
  package func encode(
    _ raw: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, _ workspace: Workspace
  ) -> (count: Int, mask: UInt32) {
    var input = raw
    var mask: UInt32 = 0
    for (index, filter) in filters.enumerated() {
      let direct =
        index == filters.count - 1
        ? target : index % 2 == 0 ? workspace.first.room(target.count) : workspace.second.room(target.count)
      let room = UnsafeMutableRawBufferPointer(rebasing: direct.prefix(input.count))
      let count: Int?
      switch filter {
      case .deflate(let level): count = workspace.deflate.deflate(input, to: room, level: level)
      case .lz4: count = LZ4Frame.encode(input, to: room)
      case .lzf:
        if workspace.table.isEmpty { workspace.table = [Int32](repeating: -1, count: 1 << 14) }
        count = LZF.encode(input, to: room, table: &workspace.table)
      case .shuffle(let size):
        Shuffle.apply(input, to: room, size: size)
        count = input.count
      }
      if let count {
        input = UnsafeRawBufferPointer(rebasing: direct.prefix(count))
      } else {
        mask |= 1 << UInt32(index)
      }
    }
    if input.baseAddress != UnsafeRawPointer(target.baseAddress) {
      target.copyMemory(from: input)
    }
    return (input.count, mask)
  }
}
