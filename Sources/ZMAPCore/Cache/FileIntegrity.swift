/// Whether a file is whole, told by its own first and last bytes: an HDF5 superblock states the file's
/// end-of-file address, a zip ends with a record that says where its directory stands.
package enum FileIntegrity: Equatable, Sendable {
  /// The file is as long as it says, or longer.
  case whole(Format)
  /// The file ends before the address that it states itself; `expected` is the length it should have,
  /// 0 where only the end record is missing.
  case truncated(Format, expected: Int64)
  /// Neither HDF5 nor zip.
  case unknown

  package enum Format: String, Sendable { case hdf5, zip }

  /// Looks at the file at `path`. Reads a few kilobytes at most, whatever its size.
  package static func of(_ path: String) throws(Failure) -> FileIntegrity {
    let file = try File(path)
    let size = try file.status().size
    let head = try file.bytes(at: 0, count: 16)
    if head.starts(with: [0x50, 0x4B]) {
      let tail = try file.bytes(at: max(0, size - ZipEnd.searched), count: Int(min(size, ZipEnd.searched)))
      return ZipEnd.isPresent(in: tail, fileSize: size) ? .whole(.zip) : .truncated(.zip, expected: 0)
    }
    guard let superblock = try HDF5Superblock(file, size: size) else { return .unknown }
    return superblock.endOfFile <= size ? .whole(.hdf5) : .truncated(.hdf5, expected: superblock.endOfFile)
  }
}
