/// JSON text (RFC 8259), appended piece by piece.
///
/// Foundation's encoder can't keep the order of fields, stream rows or write the shortest form of a
/// number, so output is written here; reading JSON is Foundation's work.
package enum JSONText {
  /// Appends `text` as a JSON string with its quotes.
  package static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case UInt8(ascii: "\n"): out.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\t"): out.append(contentsOf: "\\t".utf8)
      case UInt8(ascii: "\r"): out.append(contentsOf: "\\r".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        out.append(contentsOf: "\\u00".utf8)
        out.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// Appends a value. JSON knows no NaN and no infinity: both are `null`.
  package static func append(_ value: Value, to out: inout [UInt8]) {
    switch value {
    case .text(let text): append(text, to: &out)
    case .integer(let number): out.append(contentsOf: "\(number)".utf8)
    case .unsigned(let number): out.append(contentsOf: "\(number)".utf8)
    case .real(let number) where number.isFinite: NumberText.append(number, to: &out)
    case .single(let number) where number.isFinite: NumberText.append(number, to: &out)
    case .boolean(let truth): out.append(contentsOf: (truth ? "true" : "false").utf8)
    case .missing, .real, .single: out.append(contentsOf: "null".utf8)
    }
  }
}
