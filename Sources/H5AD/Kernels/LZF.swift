/// LibLZF's format, which h5py calls `lzf` (filter 32000): runs of 1 to 32 literals behind a byte below 32;
/// else a match of 3 to 264 bytes, at most 8192 back.
enum LZF {
  /// The length of the content, which only a walk over the stream tells; 0 when it is cut short.
  static func plainLength(_ source: UnsafeRawBufferPointer) -> Int {
    var (read, length) = (0, 0)
    while read < source.count {
      let control = Int(source[read])
      if control < 32 {
        length += control + 1
        read += control + 2
      } else if control >> 5 == 7 {
        guard read + 1 < source.count else { return 0 }
        length += 9 + Int(source[read + 1])
        read += 3
      } else {
        length += (control >> 5) + 2
        read += 2
      }
    }
    return read == source.count ? length : 0
  }

  static func decode(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer)
    throws(CodecError)
  {
    let damaged = CodecError(reason: "damaged LZF chunk")
    var (read, written) = (0, 0)
    while read < source.count {
      let control = Int(source[read])
      read += 1
      if control < 32 {
        let length = control + 1
        guard length <= source.count - read, length <= target.count - written else { throw damaged }
        for _ in 0..<length {
          target[written] = source[read]
          written += 1
          read += 1
        }
      } else {
        var length = control >> 5
        if length == 7 {
          guard read < source.count else { throw damaged }
          length += Int(source[read])
          read += 1
        }
        guard read < source.count else { throw damaged }
        let distance = (control & 31) << 8 + Int(source[read]) + 1
        read += 1
        length += 2
        guard distance <= written, length <= target.count - written else { throw damaged }
        for _ in 0..<length {
          target[written] = target[written - distance]
          written += 1
        }
      }
    }
    guard written == target.count else { throw damaged }
  }

  /// - Parameter table: 2¹⁴ places, whose content does not matter.
  /// - Returns: the number of bytes, or nil when they don't fit into `target`.
  static func encode(
    _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, table: inout [Int32]
  ) -> Int? {
    guard table.count == 1 << 14, source.count < 1 << 31 else { return nil }
    for index in table.indices { table[index] = -1 }
    var (read, literals, written) = (0, 0, 0)
    func flush(_ end: Int) -> Bool {
      while literals < end {
        let length = min(32, end - literals)
        guard length + 1 <= target.count - written else { return false }
        target[written] = UInt8(length - 1)
        written += 1
        for _ in 0..<length {
          target[written] = source[literals]
          written += 1
          literals += 1
        }
      }
      return true
    }
    while read + 2 < source.count {
      let key = UInt32(source[read]) << 16 | UInt32(source[read + 1]) << 8 | UInt32(source[read + 2])
      let slot = Int((key &* 2_654_435_761) >> 18)
      let candidate = Int(table[slot])
      table[slot] = Int32(read)
      guard candidate >= 0, read - candidate <= 8192, source[candidate] == source[read],
        source[candidate + 1] == source[read + 1], source[candidate + 2] == source[read + 2]
      else {
        read += 1
        continue
      }
      var length = 3
      while length < 264, read + length < source.count, source[candidate + length] == source[read + length] {
        length += 1
      }
      guard flush(read), target.count - written >= 3 else { return nil }
      let (distance, code) = (read - candidate - 1, length - 2)
      target[written] = UInt8(min(code, 7) << 5 | distance >> 8)
      written += 1
      if code >= 7 {
        target[written] = UInt8(code - 7)
        written += 1
      }
      target[written] = UInt8(distance & 0xFF)
      written += 1
      read += length
      literals = read
    }
    return flush(source.count) ? written : nil
  }
}
