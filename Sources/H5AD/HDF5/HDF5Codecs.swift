import CHDF5

/// LZF (32000) and LZ4 (32004) as filters of the library, so that everything compressed with them can be read
/// without a plug-in. The corresponding C function is `H5Zregister`.
enum HDF5Codecs {
  /// Makes both known to the library; once.
  static func register() -> Bool {
    register(
      HDF5Filter.lzf, "lzf",
      { flags, count, values, length, size, buffer in
        // h5py keeps the length of a chunk in the third parameter, but not that of texts.
        var plain = count > 2 ? values.map { Int($0[2]) } ?? 0 : 0
        if plain == 0, let start = buffer?.pointee {
          plain = LZF.plainLength(UnsafeRawBufferPointer(start: start, count: length))
        }
        return HDF5Codecs.run(flags, length, size, buffer, plain: plain) {
          var table = [Int32](repeating: -1, count: 1 << 14)
          return LZF.encode($0, to: $1, table: &table)
        } decode: { (source, target) throws(CodecError) in
          try LZF.decode(source, to: target)
        }
      })
      && register(
        HDF5Filter.lz4, "lz4",
        { flags, _, _, length, size, buffer in
          let head = buffer?.pointee.map { UnsafeRawBufferPointer(start: $0, count: length) }
          let plain = head.flatMap { LZ4Frame.plainLength($0) }
          return HDF5Codecs.run(flags, length, size, buffer, plain: plain) {
            LZ4Frame.encode($0, to: $1)
          } decode: { (source, target) throws(CodecError) in
            try LZ4Frame.decode(source, to: target)
          }
        })
  }

  private static func register(
    _ number: Int, _ name: StaticString,
    _ filter:
      @escaping @convention(c) (
        UInt32, Int, UnsafePointer<UInt32>?, Int, UnsafeMutablePointer<Int>?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
      ) -> Int
  ) -> Bool {
    var description = H5Z_class2_t()
    description.version = H5Z_CLASS_T_VERS
    description.id = H5Z_filter_t(number)
    description.encoder_present = 1
    description.decoder_present = 1
    description.name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    description.filter = filter
    return H5Zregister(&description) >= 0
  }

  /// What a filter's callback does: replaces the library's buffer by one with the result.
  ///
  /// - Returns: the length of the result; 0 for failure, which for an optional filter stores the bytes as they are.
  private static func run(
    _ flags: UInt32, _ length: Int, _ size: UnsafeMutablePointer<Int>?,
    _ buffer: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, plain: Int?,
    encode: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int?,
    decode: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) throws(CodecError) -> Void
  ) -> Int {
    guard let buffer, let size, let start = buffer.pointee else { return 0 }
    let source = UnsafeRawBufferPointer(start: start, count: length)
    let isReading = flags & UInt32(H5Z_FLAG_REVERSE) != 0
    let room = isReading ? plain ?? 0 : length
    // A damaged length must not ask for all memory there is.
    guard room > 0, room <= 1 << 31, let target = H5allocate_memory(room, false) else { return 0 }
    let result = UnsafeMutableRawBufferPointer(start: target, count: room)
    var count = 0
    if isReading {
      do throws(CodecError) {
        try decode(source, result)
        count = room
      } catch { count = 0 }
    } else {
      count = encode(source, result) ?? 0
    }
    guard count > 0 else {
      H5free_memory(target)
      return 0
    }
    H5free_memory(start)
    buffer.pointee = target
    size.pointee = room
    return count
  }
}
