/// Floating-point numbers in the shortest form that reads back as the same number, laid out as Python
/// does: an exponent only below 0.0001 and from 1e16 on.
package enum NumberText {
  package static func append(_ number: Double, to out: inout [UInt8]) { append(number.description, to: &out) }
  package static func append(_ number: Float, to out: inout [UInt8]) { append(number.description, to: &out) }

  package static func text(_ number: Double) -> String { text { append(number, to: &$0) } }
  package static func text(_ number: Float) -> String { text { append(number, to: &$0) } }

  private static func text(_ body: (inout [UInt8]) -> Void) -> String {
    var out: [UInt8] = []
    body(&out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Swift's digits are the same; it turns to exponents earlier, at 2²⁴ (Float) and 2⁵⁴ (Double).
  private static func append(_ description: String, to out: inout [UInt8]) {
    let bytes = description.utf8
    guard let mark = bytes.firstIndex(of: UInt8(ascii: "e")),
      let exponent = Int(description[bytes.index(after: mark)...]), (0..<16).contains(exponent)
    else { return out.append(contentsOf: bytes) }
    let mantissa = bytes[..<mark]
    var left = exponent + 1
    var isPointDue = false
    for byte in mantissa {
      if byte == UInt8(ascii: ".") { continue }
      if isPointDue {
        out.append(UInt8(ascii: "."))
        isPointDue = false
      }
      out.append(byte)
      if byte != UInt8(ascii: "-") {
        left -= 1
        if left == 0 { isPointDue = true }
      }
    }
    for _ in 0..<max(0, left) { out.append(UInt8(ascii: "0")) }
    if left > 0 || isPointDue { out.append(contentsOf: ".0".utf8) }
  }
}
