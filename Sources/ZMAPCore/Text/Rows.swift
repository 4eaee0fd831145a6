/// Rows out: TSV and JSON Lines. This folder takes values and appends bytes; the one place where the
/// two formats are told apart. It never reads a file and never decides what a row holds.
package enum RowFormat: String, CaseIterable, Sendable {
  case tsv, jsonl
}

/// One field of a row.
package enum Value: Hashable, Sendable {
  /// Empty in TSV, `null` in JSON Lines.
  case missing
  case text(String)
  case integer(Int64)
  case unsigned(UInt64)
  /// In the shortest form that reads back as the same number; NaN counts as missing.
  case real(Double)
  case single(Float)
  case boolean(Bool)

  /// `nil` as a missing value.
  package static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .missing }
  package static func optional(_ number: Int64?) -> Value { number.map(Value.integer) ?? .missing }
}

/// Writes rows of the same columns in one format.
package struct RowWriter {
  package let columns: [String]
  package let format: RowFormat
  private let output: StandardOutput
  private let keys: [[UInt8]]

  /// Writes the header at once, if there is to be one. JSON Lines has none: each object names its fields.
  package init(
    _ columns: [String], _ format: RowFormat = .tsv, header: Bool = true, to output: StandardOutput
  ) {
    self.columns = columns
    self.format = format
    self.output = output
    keys = columns.map { name in
      var key: [UInt8] = []
      JSONText.append(name, to: &key)
      key.append(UInt8(ascii: ":"))
      return key
    }
    if header && format == .tsv { row(columns.map(Value.text)) }
  }

  /// Writes one row; `values` has one value a column.
  package func row(_ values: [Value]) {
    output.withBuffer { out in
      switch format {
      case .tsv:
        for (index, value) in values.enumerated() {
          if index > 0 { out.append(UInt8(ascii: "\t")) }
          TSVText.append(value, to: &out)
        }
      case .jsonl:
        out.append(UInt8(ascii: "{"))
        for (index, (key, value)) in zip(keys, values).enumerated() {
          if index > 0 { out.append(UInt8(ascii: ",")) }
          out.append(contentsOf: key)
          JSONText.append(value, to: &out)
        }
        out.append(UInt8(ascii: "}"))
      }
      out.append(UInt8(ascii: "\n"))
    }
  }
}
