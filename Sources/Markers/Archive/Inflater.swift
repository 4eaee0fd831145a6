import CDeflate
import ZMAPCore

/// Stored bytes of a zip entry to its content, checked against size and CRC-32.
enum Inflater {
  /// The content of `entry` and a newline, for which the parser asks as a sentinel.
  ///
  /// The corresponding C function is `libdeflate_deflate_decompress`.
  static func content(of entry: ZipEntry, in archive: UnsafeRawBufferPointer, name: String) throws(Failure)
    -> [UInt8]
  {
    let stored = UnsafeRawBufferPointer(rebasing: archive[entry.stored])
    var reason: String?
    let content = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { target, count in
      HugePages.advise(UnsafeMutableRawBufferPointer(target))
      reason = fill(UnsafeMutableRawBufferPointer(target), entry, stored)
      target[entry.size] = UInt8(ascii: "\n")
      count = reason == nil ? entry.size + 1 : 0
    }
    if let reason { throw Failure(.badData, .verify, name, "'\(entry.name)' \(reason)") }
    return content
  }

  /// Writes `entry.size` bytes, or says why it can't.
  private static func fill(
    _ target: UnsafeMutableRawBufferPointer, _ entry: ZipEntry, _ stored: UnsafeRawBufferPointer
  ) -> String? {
    if entry.method == 0 {
      guard stored.count == entry.size else { return "has not the size that its directory states" }
      target.copyMemory(from: stored)
    } else {
      guard let decompressor = libdeflate_alloc_decompressor() else { return "finds no memory to inflate in" }
      defer { libdeflate_free_decompressor(decompressor) }
      switch libdeflate_deflate_decompress(
        decompressor, stored.baseAddress, stored.count, target.baseAddress, entry.size, nil)
      {
      case LIBDEFLATE_SUCCESS: break
      case LIBDEFLATE_SHORT_OUTPUT, LIBDEFLATE_INSUFFICIENT_SPACE:
        return "has not the size that its directory states"
      default: return "is damaged"
      }
    }
    guard libdeflate_crc32(0, target.baseAddress, entry.size) == entry.crc else {
      return "is damaged: its CRC-32 does not match"
    }
    return nil
  }
}
