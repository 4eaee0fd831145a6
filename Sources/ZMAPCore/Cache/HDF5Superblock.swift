/// The first structure of an HDF5 file, as far as it tells the file's length.
///
/// Format: "HDF5 File Format Specification 3.0", II.A, versions 0 to 3.
package struct HDF5Superblock: Equatable, Sendable {
  package static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Bytes from the signature on that hold all that is read here.
  package static let length = 96

  package let version: UInt8
  /// Where the signature stands in the file: 0, or the size of a user block (512, 1024, …).
  package let offset: Int64
  /// The length that the file has when it is whole, user block included.
  package let endOfFile: Int64

  /// Reads a superblock from bytes that begin with the signature.
  ///
  /// - Parameter offset: where in the file the bytes begin.
  /// - Returns: nil when they are no superblock of a known version, or cut short.
  package init?(_ bytes: some RandomAccessCollection<UInt8>, at offset: Int64 = 0) {
    let bytes = Array(bytes.prefix(HDF5Superblock.length))
    guard bytes.count >= 16, bytes.starts(with: HDF5Superblock.signature) else { return nil }
    let version = bytes[8]
    let sizeOfOffsets: Int
    let addresses: Int
    switch version {
    case 0: (sizeOfOffsets, addresses) = (Int(bytes[13]), 24)
    case 1: (sizeOfOffsets, addresses) = (Int(bytes[13]), 28)
    case 2, 3: (sizeOfOffsets, addresses) = (Int(bytes[9]), 12)
    default: return nil
    }
    // Base address, then free-space or extension address, then end of file.
    let position = addresses + 2 * sizeOfOffsets
    guard [2, 4, 8].contains(sizeOfOffsets), bytes.count >= position + sizeOfOffsets else { return nil }
    let end = HDF5Superblock.little(bytes[position..<position + sizeOfOffsets])
    // Unlike other addresses it counts from the file's first byte, even behind a user block.
    guard let end = Int64(exactly: end), end > offset else { return nil }
    self.version = version
    self.offset = offset
    endOfFile = end
  }

  /// Looks for the superblock where it may stand: at 0, 512, 1024, … as far as the file goes.
  ///
  /// - Returns: nil when the file is no HDF5 file.
  package init?(_ file: File, size: Int64) throws(Failure) {
    var offset: Int64 = 0
    while offset < size {
      if let found = HDF5Superblock(try file.bytes(at: offset, count: HDF5Superblock.length), at: offset) {
        self = found
        return
      }
      offset = offset == 0 ? 512 : offset * 2
    }
    return nil
  }

  private static func little(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
