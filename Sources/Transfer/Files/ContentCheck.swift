import Digest
import ZMAPCore

/// Files: what is kept under visible names. This folder finds out whether a file is whole and the right one, and
/// puts new ones in place by rename; it asks no server.

/// How sure to be that a download is what it should be.
package enum VerifyLevel: String, CaseIterable, Sendable {
  case none, size, digest
}

/// What the content of a file must be, told by its name and its own bytes.
struct ContentCheck {
  /// Bytes from the file's first one on that tell its format: with a user block of at most 2048 bytes.
  static let headLength = 4096

  let fileName: String
  /// Nil where any content will do.
  let format: FileIntegrity.Format?
  /// Nil for the best there is.
  let level: VerifyLevel?
  let sha256: String?

  init(fileName: String, url: String, level: VerifyLevel?, sha256: String?) {
    self.fileName = fileName
    self.level = level
    self.sha256 = sha256
    let path = url.prefix { $0 != "?" && $0 != "#" }.lowercased()
    let names = [fileName.lowercased(), path]
    format =
      names.contains { $0.hasSuffix(".h5ad") } ? .hdf5 : names.contains { $0.hasSuffix(".zip") } ? .zip : nil
  }

  /// Looks at the first bytes of what a server sends, so that a wrong file is refused at once.
  ///
  /// - Parameters:
  ///   - size: the length that the server states.
  ///   - url: for the message.
  func head(_ bytes: UnsafeRawBufferPointer, size: Int64?, url: String) throws(Failure) {
    guard level != VerifyLevel.none else { return }
    let bytes = Array(bytes.prefix(ContentCheck.headLength))
    if bytes.starts(with: [0x50, 0x4B]) && format != .hdf5 { return }
    for offset in [0, 512, 1024, 2048] where offset < bytes.count {
      guard let superblock = HDF5Superblock(bytes[offset...], at: Int64(offset)) else { continue }
      if let size, superblock.endOfFile > size {
        throw Failure(
          .badData, .verify, url,
          "the server has \(size) bytes of a file that is \(superblock.endOfFile) bytes long")
      }
      if format != .zip { return }
    }
    guard let format else { return }
    let wanted = format == .hdf5 ? "an HDF5 file" : "a zip file"
    throw Failure(.badData, .download, url, "not \(wanted)\(ContentCheck.description(bytes))")
  }

  /// Whether a complete file is what it should be.
  ///
  /// - Parameters:
  ///   - digest: of all its bytes.
  ///   - size: the length that was stated, or nil.
  ///   - mustMatch: some of the bytes are of unknown origin, so that only a digest can prove it.
  /// - Returns: what it was checked against, in the words of `CacheRecord.verified`.
  func whole(
    _ path: String, _ digest: StreamDigest.Result, size: Int64?, lengthIsCertain: Bool, mustMatch: Bool,
    object: String
  ) throws(Failure) -> [String] {
    func failure(_ reason: String) -> Failure {
      Failure(.badData, .verify, object, reason)
    }
    var verified: [String] = []
    if let size {
      guard digest.bytes == size else { throw failure("\(digest.bytes) bytes came of \(size)") }
      verified.append("size")
    }
    if level != VerifyLevel.none {
      switch try FileIntegrity.of(path) {
      case .whole(let found) where format == nil || format == found: verified.append(found.rawValue)
      case .truncated(.hdf5, let expected):
        throw failure("truncated: \(digest.bytes) bytes of \(expected)")
      case .truncated(.zip, _): throw failure("truncated: the zip's end is missing")
      case .whole, .unknown:
        if let format { throw failure("not \(format == .hdf5 ? "an HDF5 file" : "a zip file")") }
        guard lengthIsCertain else {
          throw failure("the server did not say how long it is, and nothing in it does")
        }
      }
    }
    if let sha256 {
      guard digest.sha256 == sha256 else { throw failure("its SHA-256 is \(digest.sha256)") }
      verified.append("sha256")
    }
    if digest.etag == .matches { verified.append("etag") }
    if digest.etag == .differs && (level == nil || level == .digest) {
      throw failure("its MD5 is not the one that the server's ETag states")
    }
    let isProven = verified.contains("sha256") || verified.contains("etag")
    if mustMatch && !isProven { throw failure("what was there is of another version") }
    if level == .digest && !isProven {
      throw failure("the server states no digest; give one by '--sha256'")
    }
    return verified
  }

  /// What the bytes seem to be, for a message.
  private static func description(_ bytes: [UInt8]) -> String {
    let lower = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    if let open = lower.firstRange(of: Array("<title>".utf8)),
      let close = lower[open.upperBound...].firstRange(of: Array("</title>".utf8))
    {
      let title = String(decoding: bytes[open.upperBound..<close.lowerBound], as: UTF8.self)
      return ", but a web page: '\(oneLine(title))'"
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let first = bytes.first, (0x20..<0x7F).contains(first) || first == 0x0A else { return "" }
    return ", but text: '\(oneLine(text.prefix { !$0.isNewline }))'"
  }

  private static func oneLine(_ text: some StringProtocol) -> String {
    String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(100))
  }
}
