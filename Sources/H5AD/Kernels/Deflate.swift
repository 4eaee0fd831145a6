import CDeflate

/// zlib streams (HDF5's filter 1) by libdeflate. One value serves one thread and is used again and again.
final class Deflate {
  private let decompressor: OpaquePointer?
  private var compressors: [Int: OpaquePointer] = [:]

  init() { decompressor = libdeflate_alloc_decompressor() }

  deinit {
    libdeflate_free_decompressor(decompressor)
    for compressor in compressors.values { libdeflate_free_compressor(compressor) }
  }

  /// Fills `target`; the stream must hold exactly as many bytes.
  func inflate(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) throws(CodecError)
  {
    guard let decompressor else { throw CodecError(reason: "out of memory") }
    var count = 0
    let result = libdeflate_zlib_decompress(
      decompressor, source.baseAddress, source.count, target.baseAddress, target.count, &count)
    guard result == LIBDEFLATE_SUCCESS, count == target.count else {
      throw CodecError(reason: "damaged deflate stream")
    }
  }

  /// Compresses into `target`.
  ///
  /// - Parameter level: zlib's 1 to 9.
  /// - Returns: the number of bytes, or nil when they don't fit.
  func deflate(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, level: Int) -> Int?
  {
    let own = Deflate.ownLevel(level)
    if compressors[own] == nil { compressors[own] = libdeflate_alloc_compressor(Int32(own)) }
    guard let compressor = compressors[own] else { return nil }
    let count = libdeflate_zlib_compress(
      compressor, source.baseAddress, source.count, target.baseAddress, target.count)
    return count > 0 ? count : nil
  }

  /// libdeflate's level that comes within 10 % of the size that zlib's level gives on logarithms of counts.
  static func ownLevel(_ level: Int) -> Int {
    switch level {
    case ...4: 1
    case 5, 6: 6
    default: 7
    }
  }
}
