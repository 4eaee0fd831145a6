/// Whether a file is whole, told by its own first and last bytes: an HDF5 superblock states the file's
/// end-of-file address, a zip ends with a record that says where its directory stands.
package enum FileIntegrity: Equatable, Sendable {
  /// The file is as long as it says, or longer.
  case whole(Format)
  /// The file ends before the address that it states itself; `expected` is the length it should have,
  /// 0 where the bytes that are there don't tell.
  case truncated(Format, expected: Int64)
  /// Neither HDF5 nor zip.
  case unknown

  package enum Format: String, Sendable { case hdf5, zip }

  /// Looks at the file at `path`. Reads a few kilobytes at most, whatever its size, and leaves the time of its
  /// last use alone.
  package static func of(_ path: String) throws(Failure) -> FileIntegrity {
    let file = try File(path, .readUnnoticed)
    return try of(file, size: try file.status().size)
  }

  /// The same for an open file of `size` bytes.
  package static func of(_ file: File, size: Int64) throws(Failure) -> FileIntegrity {
    let head = try file.bytes(at: 0, count: HDF5Superblock.length)
    if ZipEnd.begins(head) {
      let tail = try file.bytes(at: max(0, size - ZipEnd.searched), count: Int(min(size, ZipEnd.searched)))
      return ZipEnd.isPresent(in: tail, fileSize: size) ? .whole(.zip) : .truncated(.zip, expected: 0)
    }
    if let superblock = try HDF5Superblock(file, size: size) {
      return superblock.endOfFile <= size
        ? .whole(.hdf5) : .truncated(.hdf5, expected: superblock.endOfFile)
    }
    // Cut off within its very first structure.
    let isStub =
      size < HDF5Superblock.length && !head.isEmpty
      && head.prefix(8).elementsEqual(HDF5Superblock.signature.prefix(head.count))
    return isStub ? .truncated(.hdf5, expected: 0) : .unknown
  }
}
