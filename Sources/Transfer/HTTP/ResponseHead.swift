import Digest

/// Status line and header fields of an answer, as far as they matter here (RFC 9110, 9112).
struct ResponseHead: Equatable {
  var status = 0
  /// Field names in lower case.
  private(set) var fields: [(name: String, value: String)] = []
  /// Whether the empty line behind the fields came.
  private(set) var isComplete = false

  static func == (left: ResponseHead, right: ResponseHead) -> Bool {
    left.status == right.status && left.fields.elementsEqual(right.fields, by: ==)
  }

  /// Takes one line with its line's end. A status line begins a new head: an interim answer or a redirect
  /// came before it.
  mutating func take(_ line: some Collection<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      self = ResponseHead()
      let parts = text.split(whereSeparator: { $0 == " " || $0.isNewline })
      status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    } else if text.allSatisfy(\.isNewline) {
      isComplete = true
    } else if let colon = text.firstIndex(of: ":") {
      let value = ResponseHead.trimmed(text[text.index(after: colon)...])
      fields.append((text[..<colon].lowercased(), value))
    }
  }

  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  var etag: ETag? { self["etag"].flatMap { ETag($0) } }

  /// The length of the body; nil when the answer does not state it.
  var contentLength: Int64? { isChunked ? nil : self["content-length"].flatMap { Int64($0) } }

  var isChunked: Bool { self["transfer-encoding"]?.lowercased().contains("chunked") ?? false }

  /// Whether the end of the body can be told from a connection that broke.
  var endIsMarked: Bool { isChunked || contentLength != nil }

  /// Two lengths that differ, or one that is none: the body's end would be a guess.
  var hasBadLength: Bool {
    let lengths = Set(
      fields.filter { $0.name == "content-length" }.flatMap {
        $0.value.split(separator: ",").map(ResponseHead.trimmed)
      })
    return lengths.count > 1 || lengths.contains { Int64($0).map { $0 < 0 } ?? true }
  }

  /// A coding of the body that nobody asked for.
  var contentEncoding: String? {
    self["content-encoding"].flatMap {
      $0.isEmpty || $0.lowercased() == "identity" ? nil : $0.lowercased()
    }
  }

  enum ContentRange: Equatable {
    /// The range that the body holds, and the length of the whole where the server knows it.
    case part(Range<Int64>, total: Int64?)
    /// `bytes */S`: what was asked for is not there.
    case unsatisfied(total: Int64?)
  }

  /// The field Content-Range (RFC 9110, 14.4), or nil when there is none that makes sense.
  var contentRange: ContentRange? {
    guard let text = self["content-range"], text.lowercased().hasPrefix("bytes") else { return nil }
    let halves = ResponseHead.trimmed(text.dropFirst(5)).split(
      separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    let total = Int64(halves[1])
    guard total != nil || halves[1] == "*", total ?? 0 >= 0 else { return nil }
    if halves[0] == "*" { return .unsatisfied(total: total) }
    let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]), first >= 0, last >= first,
      last < .max, total.map({ last < $0 }) ?? true
    else { return nil }
    return .part(first..<last + 1, total: total)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    guard let start = text.firstIndex(where: { !blank($0) }), let end = text.lastIndex(where: { !blank($0) })
    else { return "" }
    return String(text[start...end])
  }
}
