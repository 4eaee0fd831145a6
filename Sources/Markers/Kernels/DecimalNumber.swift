/// Numbers in text as pandas reads them: decimal, blanks around them allowed, `inf` and `infinity` in any
/// case, and a list of words that mean a missing value.
enum DecimalNumber {
  /// The nearest `Double`, NaN for a missing value, nil when `text` is something else.
  static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var here = 0
    var end = text.count
    while here < end, isBlank(text[here]) { here += 1 }
    while end > here, isBlank(text[end - 1]) { end -= 1 }
    guard here < end else { return .nan }
    let start = here
    let isNegative = text[here] == UInt8(ascii: "-")
    if isNegative || text[here] == UInt8(ascii: "+") { here += 1 }

    var digits: UInt64 = 0
    var significant = 0
    var seen = 0
    var exponent = 0
    var isFraction = false
    while here < end {
      let digit = text[here] &- UInt8(ascii: "0")
      if digit <= 9 {
        seen += 1
        if isFraction { exponent -= 1 }
        if significant < 19 {
          digits = digits &* 10 &+ UInt64(digit)
          if digits != 0 { significant += 1 }
        } else {
          significant += 1
        }
      } else if text[here] == UInt8(ascii: ".") && !isFraction {
        isFraction = true
      } else {
        break
      }
      here += 1
    }
    guard seen > 0 else { return word(text[start..<end]) }
    var isPlain = significant <= 19
    if here < end {
      guard text[here] | 0x20 == UInt8(ascii: "e"), isInteger(text[(here + 1)..<end]) else {
        return word(text[start..<end])
      }
      isPlain = false
    }
    // Both factors are exact, so one rounding gives the nearest (Clinger).
    if isPlain, digits <= 1 << 53, exponent >= -22 {
      let magnitude = Double(digits) / powers[-exponent]
      return isNegative ? -magnitude : magnitude
    }
    return Double(String(decoding: text[start..<end], as: UTF8.self))
  }

  private static let powers: [Double] = (0...22).map { Double("1e\($0)") ?? 1 }

  /// Words that pandas takes for a missing value, besides an empty field.
  private static let missing: Set<[UInt8]> = Set(
    [
      "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
      "NA",
      "NULL", "NaN", "None", "n/a", "nan", "null",
    ].map { Array($0.utf8) })

  private static func word(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    guard text.count <= 9 else { return nil }
    if missing.contains(Array(text)) { return .nan }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  private static func isInteger(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var text = text
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text = text.dropFirst() }
    return !text.isEmpty && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
