/// Numbers in text as pandas reads them: decimal, blanks around them allowed, `inf` and `infinity` in any
/// case, and a list of words that mean a missing value.
enum DecimalNumber {
  /// The nearest `Double`, NaN for a missing value, nil when `text` is something else.
  static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let first = text.first, let last = text.last else { return .nan }
    if first <= 0x20 || last <= 0x20 { return trimmed(text) }
    var here = 0
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { here = 1 }
    let start = here
    var digits: UInt64 = 0
    while here < text.count {
      let digit = text[here] &- UInt8(ascii: "0")
      if digit > 9 { break }
      digits = digits &* 10 &+ UInt64(digit)
      here &+= 1
    }
    var count = here &- start
    var fraction = 0
    if here < text.count && text[here] == UInt8(ascii: ".") {
      here &+= 1
      let start = here
      while here < text.count {
        let digit = text[here] &- UInt8(ascii: "0")
        if digit > 9 { break }
        digits = digits &* 10 &+ UInt64(digit)
        here &+= 1
      }
      fraction = here &- start
      count &+= fraction
    }
    guard count > 0, here == text.count || isExponent(text[here...]) else { return word(text) }
    // Both factors are exact, so one rounding gives the nearest (Clinger).
    if here == text.count, count <= 19, digits <= 1 << 53, fraction <= 22 {
      let magnitude = Double(digits) / power(fraction)
      return first == UInt8(ascii: "-") ? -magnitude : magnitude
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// A power of ten up to the 22nd, which a `Double` holds exactly.
  private static func power(_ exponent: Int) -> Double {
    switch exponent {
    case 0: return 1
    case 1: return 10
    case 2: return 100
    case 3: return 1_000
    case 4: return 10_000
    case 5: return 100_000
    case 6: return 1_000_000
    default: return (6..<exponent).reduce(1_000_000) { power, _ in power * 10 }
    }
  }

  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let start = text.firstIndex(where: { !isBlank($0) }),
      let end = text.lastIndex(where: { !isBlank($0) })
    else { return .nan }
    // What is no blank and yet below 0x21 is no number.
    guard text[start] > 0x20, text[end] > 0x20 else { return nil }
    return value(UnsafeBufferPointer(rebasing: text[start...end]))
  }

  /// Words that pandas takes for a missing value, besides an empty field.
  private static let missing: Set<[UInt8]> = Set(
    [
      "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
      "NA",
      "NULL", "NaN", "None", "n/a", "nan", "null",
    ].map { Array($0.utf8) })

  private static func word(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count <= 9 else { return nil }
    if missing.contains(Array(text)) { return .nan }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  private static func isExponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard text.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") else { return false }
    var rest = text.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
