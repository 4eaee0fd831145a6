import Glibc
import ZMAPCore

/// All bytes of a table's file, which may be a pipe.
enum WholeFile {
  /// - Parameter file: nil for stdin.
  static func read(_ file: File?, name: String) throws(Failure) -> [UInt8] {
    let limit = Int(ZipArchive.largestEntry)
    if let file, let status = try? file.status(), status.kind == .regular {
      guard status.size <= Int64(limit) else { throw tooLarge(name) }
      return try file.bytes(at: 0, count: Int(status.size))
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = awaited { Glibc.read(file?.descriptor ?? 0, &buffer, buffer.count) }
      guard count >= 0 else { throw Failure(.read, name, errno: errno) }
      if count == 0 { return bytes }
      guard bytes.count <= limit - count else { throw tooLarge(name) }
      bytes.append(contentsOf: buffer.prefix(count))
    }
  }

  private static func tooLarge(_ name: String) -> Failure {
    Failure(
      .badData, .read, name,
      "larger than \(ByteSize.text(Int64(ZipArchive.largestEntry))), which no marker table is")
  }
}
