/// Packed tables whose checksums were made right again after a change. Knows where they stand: the layout is told
/// in Sources/Markers/Packed/PackedFormat.swift.
enum Forgery {
  private static let headSize = 64
  private static let sums: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  /// Changes the meta part, or a block and the sum that the directory has of it.
  static func changed(_ whole: [UInt8], _ mutation: inout Mutation) -> [UInt8] {
    let start = Int(integer(whole, 32))
    var blocks = Array(whole[headSize..<start])
    var meta = Array(whole[start...])
    if Bool.random(using: &mutation) {
      meta = mutation.changed(meta)
    } else {
      guard let place = directory(meta, end: start).randomElement(using: &mutation) else { return whole }
      let offset = Int(integer(meta, place)) - headSize
      let size = Int(integer(meta, place + 8) & 0xFFFF_FFFF)
      let block = mutation.changed(Array(blocks[offset..<offset + size]))
      let same = Array((block + [UInt8](repeating: 0, count: size)).prefix(size))
      blocks.replaceSubrange(offset..<offset + size, with: same)
      store(crc(same), &meta, place + 16)
    }
    var head = Array(whole[..<headSize])
    store(UInt32(truncatingIfNeeded: meta.count), &head, 40)
    store(crc(meta), &head, 48)
    store(crc(Array(head[..<60])), &head, 60)
    return head + blocks + meta
  }

  /// Where the entries of the directory stand: each tells of bytes that follow the last.
  private static func directory(_ meta: [UInt8], end: Int) -> [Int] {
    var places: [Int] = []
    var next = headSize
    var place = 0
    while place + 20 <= meta.count, next < end {
      let size = Int(integer(meta, place + 8) & 0xFFFF_FFFF)
      if integer(meta, place) == UInt64(next), size > 0, next + size <= end {
        places.append(place)
        next += size
        place += 20
      } else {
        place += 1
      }
    }
    return places
  }

  private static func integer(_ bytes: [UInt8], _ place: Int) -> UInt64 {
    (0..<8).reduce(0) { value, index in
      let byte = place + index < bytes.count ? bytes[place + index] : 0
      return value | UInt64(byte) << UInt64(8 * index)
    }
  }

  private static func store(_ value: UInt32, _ bytes: inout [UInt8], _ place: Int) {
    for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sums[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }
}
