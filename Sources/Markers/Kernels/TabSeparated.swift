/// Rows of comma-separated text to rows of tab-separated text.
enum TabSeparated {
  /// Writes a row and a newline to `target`, which has room for twice the row and one byte more.
  ///
  /// - Parameter plain: the end of the last field that is quoted or needs an escape.
  /// - Returns: the number of bytes written.
  static func write(
    _ row: UnsafeBufferPointer<UInt8>, plain: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let start = plain > 0 ? unquote(UnsafeBufferPointer(rebasing: row[..<plain]), to: target) : 0
    let rest = UnsafeBufferPointer(rebasing: row[plain...])
    let out = target + start
    for index in 0..<rest.count {
      let byte = rest[index]
      out[index] = byte == UInt8(ascii: ",") ? UInt8(ascii: "\t") : byte
    }
    out[rest.count] = UInt8(ascii: "\n")
    return start + rest.count + 1
  }

  private static func unquote(
    _ fields: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var out = 0
    var index = 0
    var isFieldStart = true
    var isQuoted = false
    while index < fields.count {
      let byte = fields[index]
      index += 1
      if isQuoted && byte == UInt8(ascii: "\"") {
        guard index < fields.count, fields[index] == byte else {
          isQuoted = false
          continue
        }
        index += 1
      } else if !isQuoted && byte == UInt8(ascii: ",") {
        target[out] = UInt8(ascii: "\t")
        out += 1
        isFieldStart = true
        continue
      } else if isFieldStart && byte == UInt8(ascii: "\"") {
        isQuoted = true
        isFieldStart = false
        continue
      }
      isFieldStart = false
      if let letter = escape(byte) {
        target[out] = UInt8(ascii: "\\")
        target[out + 1] = letter
        out += 2
      } else {
        target[out] = byte
        out += 1
      }
    }
    return out
  }

  /// What stands behind the backslash when `byte` is escaped.
  static func escape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }

  /// Appends a value, escaped.
  static func append(_ value: some Sequence<UInt8>, to out: inout [UInt8]) {
    for byte in value {
      if let letter = escape(byte) {
        out.append(UInt8(ascii: "\\"))
        out.append(letter)
      } else {
        out.append(byte)
      }
    }
  }

  /// The value of an escaped field.
  static func value(_ field: ArraySlice<UInt8>) -> [UInt8] {
    guard field.contains(UInt8(ascii: "\\")) else { return Array(field) }
    var value: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        value.append(byte == UInt8(ascii: "t") ? 0x09 : byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        value.append(byte)
      }
    }
    return value
  }
}
