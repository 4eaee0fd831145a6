/// The first 64 bytes of a packed table.
struct PackedHead: Equatable {
  var identity: PackedFormat.Identity
  var metaOffset: UInt64
  var metaSize: UInt64
  var metaCRC: UInt32

  init(identity: PackedFormat.Identity, metaOffset: UInt64, metaSize: UInt64, metaCRC: UInt32) {
    self.identity = identity
    self.metaOffset = metaOffset
    self.metaSize = metaSize
    self.metaCRC = metaCRC
  }

  func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.integer(PackedFormat.magic)
    body.integer(PackedFormat.version)
    body.integer(identity.tail)
    body.integer(identity.size)
    body.integer(identity.modified)
    body.integer(metaOffset)
    body.integer(metaSize)
    body.integer(metaCRC)
    body.raw([UInt8](repeating: 0, count: PackedFormat.headSize - 4 - body.bytes.count))
    let sum = Checksum.of(body.bytes)
    body.integer(sum)
    return body.bytes
  }

  /// - Throws: `Damaged` for what is no head of this version.
  init(_ bytes: [UInt8]) throws {
    var input = ByteReader(bytes)
    guard bytes.count == PackedFormat.headSize, try input.integer(UInt64.self) == PackedFormat.magic,
      try input.integer(UInt32.self) == PackedFormat.version
    else { throw PackedFormat.Damaged() }
    let tail = try input.integer(UInt32.self)
    identity = PackedFormat.Identity(size: try input.integer(), modified: try input.integer(), tail: tail)
    metaOffset = try input.integer()
    metaSize = try input.integer()
    metaCRC = try input.integer()
    // Covers the padding too, so that a head is either as it was written or damaged.
    guard encoded() == bytes else { throw PackedFormat.Damaged() }
  }
}
