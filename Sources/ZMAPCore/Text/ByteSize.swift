/// Sizes as people write them: `2M` is 2 MiB.
package enum ByteSize {
  private static let units: [(letter: Character, power: Int)] = [
    ("K", 10), ("M", 20), ("G", 30), ("T", 40), ("P", 50), ("E", 60),
  ]

  /// Bytes of `text`: digits, perhaps a decimal point, perhaps one of K M G T P E (powers of 1024), perhaps
  /// `B` or `iB`; nil when it is none, negative or too large.
  package static func parse(_ text: String) -> Int64? {
    var body = Substring(text)
    var factor = 1.0
    if body.hasSuffix("iB") { body = body.dropLast(2) } else if body.hasSuffix("B") { body = body.dropLast() }
    if let last = body.last, let unit = units.first(where: { "\($0.letter)" == last.uppercased() }) {
      body = body.dropLast()
      factor = Double(1 << unit.power)
    }
    guard !body.isEmpty, body.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let number = Double(body)
    else { return nil }
    let bytes = number * factor
    return bytes < 9e18 ? Int64(bytes) : nil
  }

  /// `bytes` with at most one decimal and a binary unit: `3.2 MiB`.
  package static func text(_ bytes: Int64) -> String {
    guard bytes >= 1024 else { return "\(bytes) B" }
    // The smallest unit in which the figure, rounded, stays below 1024.
    for unit in units {
      let tenths = Int64((Double(bytes) / Double(Int64(1) << unit.power) * 10).rounded())
      if tenths < 10_240 { return "\(tenths / 10).\(tenths % 10) \(unit.letter)iB" }
    }
    return "\(bytes) B"
  }
}
