import Glibc

/// Times in UTC as `2026-11-22T15:00:00Z`.
package enum Timestamp {
  package static func now() -> String { text(secondsSince1970: secondsSince1970()) }

  package static func secondsSince1970() -> Int64 { Int64(time(nil)) }

  /// The wall clock, in nanoseconds since 1970, as files have their times.
  package static func nanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }

  package static func text(secondsSince1970 seconds: Int64) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    func padded(_ value: Int32, _ width: Int = 2) -> String {
      let digits = "\(value)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
      + "T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
  }
}
