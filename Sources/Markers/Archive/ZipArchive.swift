import CMinizip
import ZMAPCore

/// A zip in memory: this folder takes the bytes of an archive and gives the inflated bytes of its one CSV.
/// It never writes a file, never follows an entry's name to a path, and never takes a size at its word.
///
/// Layout and directory are minizip's work, inflating is libdeflate's: three times as fast as zlib.
enum ZipArchive {
  /// A table larger than this is none of ours: the largest published one is a fiftieth of it.
  static let largestEntry: UInt64 = 2 << 30
  /// CSV deflates to a third or a tenth; zeros to a thousandth.
  static let largestRatio: UInt64 = 200

  /// Whether `bytes` begin as a zip does.
  static func isZip(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// The content of the only CSV in a zip, with a newline after its end.
  ///
  /// - Parameter name: the archive in messages.
  /// - Throws: `Failure` when there is not exactly one CSV, or it is encrypted, damaged or out of all proportion.
  static func table(in bytes: [UInt8], name: String) throws(Failure) -> [UInt8] {
    var outcome: Result<[UInt8], Failure> = .failure(Failure(.badData, .read, name, "not a zip file"))
    bytes.withUnsafeBytes { bytes in
      let memory = ZipMemory(bytes)
      guard let directory = ZipDirectory(memory, name: name) else { return }
      do throws(Failure) {
        let entry = try directory.onlyTable()
        outcome = .success(try Inflater.content(of: entry, in: bytes, name: name))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }
}

/// An entry that is to be read.
struct ZipEntry {
  var name: String
  var method: UInt
  var crc: UInt32
  /// Where its stored bytes stand in the archive.
  var stored: Range<Int>
  var size: Int
}
