import CLZ4

/// HDF5's LZ4 filter (32004): the length as 8 bytes and the block size as 4, then for each block its
/// stored length as 4 bytes and its bytes; all numbers big-endian. A block as long as its content is stored as it is.
enum LZ4Frame {
  static let defaultBlock = 1 << 22
  /// The largest block that LZ4 can take.
  private static let limit = 0x7E00_0000

  /// The length of the content, as far as the stored bytes can hold that much.
  static func plainLength(_ source: UnsafeRawBufferPointer) -> Int? {
    guard source.count >= 12,
      let length = Int(exactly: source.loadUnaligned(as: UInt64.self).bigEndian),
      length / 256 <= source.count
    else { return nil }
    return length
  }

  static func decode(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer)
    throws(CodecError)
  {
    let damaged = CodecError(reason: "damaged LZ4 chunk")
    guard source.count >= 12 else { throw damaged }
    let total = source.loadUnaligned(as: UInt64.self).bigEndian
    let block = Int(source.loadUnaligned(fromByteOffset: 8, as: UInt32.self).bigEndian)
    guard total == UInt64(target.count), block > 0, block <= limit || target.count <= limit else {
      throw damaged
    }
    var (read, written) = (12, 0)
    while written < target.count {
      let length = min(block, target.count - written)
      guard source.count - read >= 4 else { throw damaged }
      let stored = Int(source.loadUnaligned(fromByteOffset: read, as: UInt32.self).bigEndian)
      read += 4
      guard stored > 0, stored <= source.count - read, let from = source.baseAddress,
        let to = target.baseAddress
      else { throw damaged }
      if stored == length {
        (to + written).copyMemory(from: from + read, byteCount: length)
      } else {
        guard stored <= limit, length <= limit else { throw damaged }
        let got = LZ4_decompress_safe(
          (from + read).assumingMemoryBound(to: CChar.self),
          (to + written).assumingMemoryBound(to: CChar.self),
          Int32(stored), Int32(length))
        guard Int(got) == length else { throw damaged }
      }
      read += stored
      written += length
    }
  }

  /// - Returns: the number of bytes, or nil when they don't fit into `target`.
  static func encode(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) -> Int? {
    let block = min(max(source.count, 1), defaultBlock)
    guard target.count > 16, let from = source.baseAddress, let to = target.baseAddress else { return nil }
    to.storeBytes(of: UInt64(source.count).bigEndian, as: UInt64.self)
    to.storeBytes(of: UInt32(block).bigEndian, toByteOffset: 8, as: UInt32.self)
    var (read, written) = (0, 12)
    while read < source.count {
      let length = min(block, source.count - read)
      let room = target.count - written - 4
      guard room > 0 else { return nil }
      var stored = Int(
        LZ4_compress_default(
          (from + read).assumingMemoryBound(to: CChar.self),
          (to + written + 4).assumingMemoryBound(to: CChar.self),
          Int32(length), Int32(min(room, limit))))
      if stored <= 0 || stored >= length {
        guard room >= length else { return nil }
        (to + written + 4).copyMemory(from: from + read, byteCount: length)
        stored = length
      }
      to.storeBytes(of: UInt32(stored).bigEndian, toByteOffset: written, as: UInt32.self)
      written += 4 + stored
      read += length
    }
    return written
  }
}
