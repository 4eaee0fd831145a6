import ZMAPCore

/// Values of a table as JSON.
enum CellJSON {
  /// Appends a value as a string. Bytes that are no UTF-8 become U+FFFD: JSON can't hold them.
  static func append(string value: some Collection<UInt8>, to out: inout [UInt8]) {
    let isPlain = value.allSatisfy {
      $0 >= 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isPlain else { return JSONText.append(String(decoding: value, as: UTF8.self), to: &out) }
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: value)
    out.append(UInt8(ascii: "\""))
  }

  /// Appends a field of tab-separated text: as a number if its column is one of numbers, `null` when missing.
  static func append(field: ArraySlice<UInt8>, isNumeric: Bool, to out: inout [UInt8]) {
    if field.isEmpty {
      out.append(contentsOf: "null".utf8)
    } else if !isNumeric {
      append(string: TabSeparated.value(field), to: &out)
    } else if isJSONNumber(field) {
      out.append(contentsOf: field)
    } else {
      // JSON has no `+1`, `.5` or `007`, no infinity and nothing for NaN.
      let number = field.withUnsafeBufferPointer(DecimalNumber.value) ?? .nan
      JSONText.append(.real(number), to: &out)
    }
  }

  /// Whether `text` is a number as RFC 8259 (section 6) has it.
  private static func isJSONNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func digits() -> Int {
      let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
