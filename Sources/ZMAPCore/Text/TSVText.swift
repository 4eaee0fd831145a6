/// Fields of tab-separated text: no quoting; tab, newline and backslash are written `\t`, `\n`, `\\`.
package enum TSVText {
  /// Appends `text`, escaped.
  package static func append(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\t"): out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case UInt8(ascii: "\n"): out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case UInt8(ascii: "\\"): out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\\")])
      default: out.append(byte)
      }
    }
  }

  /// Appends a value: booleans as `True` and `False`, which pandas writes and reads.
  package static func append(_ value: Value, to out: inout [UInt8]) {
    switch value {
    case .missing: break
    case .text(let text): append(text, to: &out)
    case .integer(let number): out.append(contentsOf: "\(number)".utf8)
    case .unsigned(let number): out.append(contentsOf: "\(number)".utf8)
    case .real(let number): if !number.isNaN { NumberText.append(number, to: &out) }
    case .single(let number): if !number.isNaN { NumberText.append(number, to: &out) }
    case .boolean(let truth): out.append(contentsOf: (truth ? "True" : "False").utf8)
    }
  }
}
