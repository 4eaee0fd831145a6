import ZMAPCore

/// A packed table on disk, in the private directory of the zip that it is made from.
enum PackedFile {
  static func path(of zip: String) -> String {
    Path.join(PrivateDirectory(of: Path.parent(zip)).packed, Path.name(zip) + ".packed")
  }

  /// What a file is, from its status and its last bytes.
  static func identity(of file: File) throws(Failure) -> PackedFormat.Identity {
    let status = try file.status()
    let start = max(0, status.size - PackedFormat.Identity.tailSize)
    let tail = try file.bytes(at: start, count: Int(status.size - start))
    return PackedFormat.Identity(size: status.size, modified: status.modified, tail: Checksum.of(tail))
  }

  /// Packs a table beside its place and renames it. Nothing is synced to disk: what a power cut leaves of it
  /// fails its checksums, and it is built again.
  static func write(_ rows: MarkerRows, of identity: PackedFormat.Identity, to path: String) throws {
    let place = PrivateDirectory(of: Path.parent(Path.parent(Path.parent(path))))
    try place.make(place.packed)
    let temporary = "\(path).\(UInt64.random(in: 0 ... .max)).tmp"
    let file = try File(temporary, .createNew)
    do {
      let sink = FileSink(file)
      let meta = try PackedMeta(packing: rows, to: sink, compressing: true).encoded()
      let offset = try meta.withUnsafeBytes { try sink.put($0) }
      let head = PackedHead(
        identity: identity, metaOffset: offset, metaSize: UInt64(meta.count), metaCRC: Checksum.of(meta))
      try head.encoded().withUnsafeBytes { try file.write($0, at: 0) }
      try file.close()
      try FileSystem.rename(temporary, to: path)
    } catch {
      try? FileSystem.remove(temporary)
      throw error
    }
  }
}
