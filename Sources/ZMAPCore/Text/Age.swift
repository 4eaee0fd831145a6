/// Lengths of time as people write them: `30d` is 30 days.
package enum Age {
  /// Seconds of `text`: digits and one of s (seconds), m (minutes), h (hours), d (days), w (weeks), y (365 days);
  /// nil when it is none or too large.
  package static func parse(_ text: String) -> Int64? {
    let units: [Character: Int64] = [
      "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_536_000,
    ]
    let digits = text.dropLast()
    guard let last = text.last, let unit = units[last], !digits.isEmpty,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits)
    else { return nil }
    let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
    // In nanoseconds it must fit as well.
    return overflow || seconds > Int64.max / 1_000_000_000 ? nil : seconds
  }

  /// `seconds` in the largest unit that is full, rounded down: `42 days`.
  package static func text(_ seconds: Int64) -> String {
    for (unit, name) in [(86_400, "day"), (3600, "hour"), (60, "minute")] as [(Int64, String)] {
      let count = seconds / unit
      if count > 0 { return "\(count) \(name)\(count == 1 ? "" : "s")" }
    }
    return "\(seconds) second\(seconds == 1 ? "" : "s")"
  }
}
