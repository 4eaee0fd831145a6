/// Which genes `--omit-unannotated` leaves out: those without a name, and placeholders by their prefix.
enum UnannotatedGene {
  /// A prefix, and whether a digit (with an underscore somewhere after, for an assembly's scaffold) must follow.
  private enum Next { case anything, digit, digitsAndUnderscore }

  private static let prefixes: [(text: [UInt8], next: Next)] =
    ["si:", "sb:", "im:", "zgc:", "zmp:", "xloc", "linc", "wu:", "bx"].map { (Array($0.utf8), .anything) }
    + ["ensdarg", "loc", "cr", "al", "cabz", "ct", "fo", "cu", "fp", "fq", "lo"].map {
      (Array($0.utf8), .digit)
    }
    + [(Array("grcz".utf8), .digitsAndUnderscore)]

  /// Whether `gene` is empty, blank, or begins like a placeholder, letter case aside.
  static func matches(_ gene: ArraySlice<UInt8>) -> Bool {
    if isBlank(gene) { return true }
    return prefixes.contains { prefix in
      let head = gene.prefix(prefix.text.count).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      guard head == prefix.text else { return false }
      let rest = gene.dropFirst(prefix.text.count)
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      switch prefix.next {
      case .anything: return true
      case .digit: return !digits.isEmpty
      case .digitsAndUnderscore:
        return !digits.isEmpty && rest.dropFirst(digits.count).first == UInt8(ascii: "_")
      }
    }
  }

  private static func isBlank(_ gene: ArraySlice<UInt8>) -> Bool {
    guard let first = gene.first else { return true }
    // Most names begin with a letter; the rest may begin with any of Unicode's blanks.
    if first > 0x20 && first < 0x80 { return false }
    return String(decoding: gene, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value)
    }
  }
}
