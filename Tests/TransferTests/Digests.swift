import TestSupport
import ZMAPCore

/// Digests as the command md5sum and sha256sum give them.
enum SystemDigest {
  static func of(_ bytes: [UInt8], _ command: String) throws -> String {
    let room = try TemporaryDirectory()
    let path = try room.write("bytes", bytes)
    let (_, output) = try Child.run([command, path], capturing: true)
    return String(decoding: output.prefix { $0 != 0x20 }, as: UTF8.self)
  }

  static func md5(_ bytes: [UInt8]) throws -> String { try of(bytes, "md5sum") }
  static func sha256(_ bytes: [UInt8]) throws -> String { try of(bytes, "sha256sum") }

  /// The ETag of an upload in parts of that size, as S3 and R2 form it.
  static func multipart(_ bytes: [UInt8], partSize: Int) throws -> String {
    var digests: [UInt8] = []
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: partSize) {
      let digits = Array(try md5(Array(bytes[start..<min(start + partSize, bytes.count)])))
      for pair in stride(from: 0, to: 32, by: 2) {
        digests.append(UInt8(String(digits[pair...pair + 1]), radix: 16) ?? 0)
      }
      count += 1
    }
    return "\"\(try md5(digests))-\(count)\""
  }
}
