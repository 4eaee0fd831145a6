/// The record at the end of a zip file.
///
/// Format: APPNOTE.TXT 6.3.10, 4.3.16 (end of central directory record) and 4.3.15 (zip64 locator).
package enum ZipEnd {
  /// The record is 22 bytes and a comment of at most 65,535.
  package static let searched: Int64 = 22 + 65_535

  /// Whether a file that begins with `head` is a zip: a local file header, or the end record of an empty one.
  package static func begins(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Whether `tail`, the last bytes of a file of `fileSize` bytes, holds an end record that agrees with the file.
  package static func isPresent(in tail: [UInt8], fileSize: Int64) -> Bool {
    guard tail.count >= 22 else { return false }
    for start in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[start] == 0x50 && tail[start + 1] == 0x4B && tail[start + 2] == 5 && tail[start + 3] == 6 {
      let comment = Int(tail[start + 20]) | Int(tail[start + 21]) << 8
      guard start + 22 + comment <= tail.count else { continue }
      let size = little(tail[start + 12..<start + 16])
      let offset = little(tail[start + 16..<start + 20])
      // All ones: the true figures stand in the zip64 record.
      if size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { return true }
      if offset + size <= fileSize - Int64(tail.count - start) { return true }
    }
    return false
  }

  private static func little(_ bytes: some Collection<UInt8>) -> Int64 {
    bytes.reversed().reduce(0) { $0 << 8 | Int64($1) }
  }
}
