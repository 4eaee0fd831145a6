/// An entity tag (RFC 9110, 8.8.3), and what it tells of the content where it is one of the forms that
/// S3, R2 and their kind write.
package struct ETag: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    /// A name that means nothing to anybody but the server.
    case opaque
    /// 32 hexadecimal digits: the MD5 of the content.
    case md5([UInt8])
    /// 32 hexadecimal digits, `-` and a number: the MD5 of the MD5s of that many parts of equal size, the
    /// last of which may be shorter.
    case multipart([UInt8], parts: Int64)
  }

  /// As the server wrote it, quotes included.
  package let text: String
  package let isWeak: Bool
  package let content: Content

  /// - Returns: nil when `text` is empty.
  package init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    self.text = text
    isWeak = text.hasPrefix("W/")
    var tag = isWeak ? text.dropFirst(2) : Substring(text)
    if tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") { tag = tag.dropFirst().dropLast() }
    let halves = tag.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let digest = Hex.bytes(halves[0], count: 16) else {
      content = .opaque
      return
    }
    if halves.count == 1 {
      content = .md5(digest)
    } else if halves[1].utf8.allSatisfy({ (48...57).contains($0) }), let parts = Int64(halves[1]), parts > 0 {
      content = .multipart(digest, parts: parts)
    } else {
      content = .opaque
    }
  }
}

/// Whether content is what its ETag promises.
package enum ETagVerdict: Equatable, Sendable {
  /// It is.
  case matches
  /// It is not: the tag has a form whose digest leaves no doubt.
  case differs
  /// There is no tag, or none that can be recomputed with certainty.
  case unknown
}
