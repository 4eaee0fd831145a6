import Digest
import ZMAPCore

package enum Digests {
  /// Whether `text` is a SHA-256 in hexadecimal.
  package static func isSHA256(_ text: String) -> Bool { Hex.bytes(text, count: 32) != nil }
}

/// How to fetch, for all files of one run.
package struct FetchOptions: Sendable {
  /// Where files go instead of the usual places.
  package var directory: String?
  package var force = false
  package var offline = false
  package var refresh = false
  /// 64 lower-case hexadecimal digits.
  package var sha256: String?
  /// Nil for the best there is.
  package var verify: VerifyLevel?
  package var connections = 4
  package var chunkSize: Int64 = 1 << 20
  /// Bytes a second of all connections together.
  package var limitRate: Int64?
  package var retries = 5
  /// Seconds of silence on a connection.
  package var timeout = 30.0
  /// Whether a bar may be drawn on a terminal.
  package var bar = true

  package init() {}

  /// Within bounds that keep memory small and system calls few.
  var bufferSize: Int { Int(min(max(chunkSize, 16 << 10), 4 << 20)) }

  var timeoutText: String {
    timeout == timeout.rounded() ? "\(Int(timeout)) s" : "\(timeout) s"
  }
}

/// A file that was asked for.
package struct Wanted: Equatable, Sendable {
  /// What the user calls it: a kind, a level, or the file's name.
  package let name: String
  package let content: PublishedFile.Content
  /// Its name on disk.
  package let fileName: String
  package let url: String
  /// For what the atlas publishes: the path of its URL, the same on every mirror.
  private let urlPath: String?

  package init(_ file: PublishedFile, base: String, fileName: String? = nil) {
    name = file.name
    content = file.content
    self.fileName = fileName ?? file.fileName
    url = file.url(base: base)
    urlPath = file.urlPath
  }

  /// - Parameter fileName: nil takes the last part of the URL's path.
  package init(url: String, fileName: String?) {
    self.fileName = fileName ?? Wanted.fileName(of: url)
    name = self.fileName
    content = .h5ad
    self.url = url
    urlPath = nil
  }

  /// Whether a file that came from `other` is the one asked for.
  func accepts(url other: String) -> Bool {
    url == other || urlPath.map { other.hasSuffix("/" + $0) } ?? false
  }

  /// The scheme in lower case, or nil.
  package var scheme: String? {
    guard let colon = url.firstRange(of: "://"), colon.lowerBound > url.startIndex else { return nil }
    return url[..<colon.lowerBound].lowercased()
  }

  /// The last part of a URL's path, decoded once; `zmap.h5ad` where there is none, as zmap-tools has it.
  package static func fileName(of url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let rest = path.firstRange(of: "://").map { path[$0.upperBound...] } ?? path
    guard let slash = rest.lastIndex(of: "/") else { return "zmap.h5ad" }
    let name = PercentCoding.decoded(rest[rest.index(after: slash)...])
    return name.isEmpty ? "zmap.h5ad" : name
  }

  /// The path of a `file:` URL, or nil when it names another machine.
  var localPath: String? {
    guard scheme == "file" else { return nil }
    var rest = url.dropFirst("file://".count).prefix { $0 != "?" && $0 != "#" }
    if rest.lowercased().hasPrefix("localhost/") { rest = rest.dropFirst("localhost".count) }
    return rest.hasPrefix("/") ? PercentCoding.decoded(rest) : nil
  }
}

/// `%41` for `A` (RFC 3986, 2.1).
enum PercentCoding {
  /// `text` with all but letters, digits and `/-._~` coded.
  static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { out, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (48...57).contains(byte))
      if isPlain || "/-._~".unicodeScalars.contains(scalar) {
        out.unicodeScalars.append(scalar)
      } else {
        out += byte < 16 ? "%0" + String(byte, radix: 16) : "%" + String(byte, radix: 16)
      }
    }
  }

  static func decoded(_ text: some StringProtocol) -> String {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// A file that is there, whole and verified.
package struct Fetched: Sendable {
  package enum Status: String, Sendable { case hit, downloaded, resumed, adopted }

  package let wanted: Wanted
  package let path: String
  package let bytes: Int64
  package let sha256: String?
  package let etag: String?
  package let status: Status
  package let seconds: Double
}
