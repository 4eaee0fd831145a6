import Glibc
import ZMAPCore

/// The field Retry-After (RFC 9110, 10.2.3): seconds or a date.
enum RetryAfter {
  /// A wish beyond this is not waited for: the command ends with "try again".
  static let longest = 300.0

  /// Seconds from now; nil when it makes no sense.
  static func seconds(_ text: String, now: Int64 = Int64(time(nil))) -> Double? {
    if let number = Int64(text) { return number >= 0 ? Double(number) : nil }
    // The one date format that may be sent (RFC 9110, 5.6.7): Sun, 06 Nov 1994 08:49:37 GMT
    let fields = text.split(whereSeparator: { " ,:".contains($0) }).map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard fields.count == 8, fields[7] == "GMT", let month = months.firstIndex(of: fields[2]) else {
      return nil
    }
    let numbers = [fields[1], fields[3], fields[4], fields[5], fields[6]].compactMap { Int32($0) }
    guard numbers.count == 5, (1970...9999).contains(numbers[1]) else { return nil }
    var parts = tm()
    parts.tm_mday = numbers[0]
    parts.tm_mon = Int32(month)
    parts.tm_year = numbers[1] - 1900
    parts.tm_hour = numbers[2]
    parts.tm_min = numbers[3]
    parts.tm_sec = numbers[4]
    let moment = Int64(timegm(&parts))
    return Double(max(0, moment.subtractingReportingOverflow(now).partialValue))
  }
}

/// How often and how soon to try again. Progress renews the budget: a server that drops every connection
/// after a while is slow, not broken.
struct Retries {
  private let limit: Int
  private var failures = 0
  private var gained: Int64 = 0
  /// New bytes that count as progress.
  private static let worthwhile: Int64 = 64 << 10

  init(limit: Int) { self.limit = limit }

  /// Tells of bytes that were not there before.
  mutating func gain(_ bytes: Int64) {
    gained += bytes
    guard gained >= Retries.worthwhile else { return }
    gained = 0
    failures = 0
  }

  /// Seconds to wait before the next try, or nil when there is to be none. Doubles from 0.2 s to 30 s, with
  /// jitter so that many clients do not come back at once.
  ///
  /// - Parameter wish: what the server asked for, which is the least.
  mutating func next(wish: Double? = nil) -> Double? {
    guard failures < limit else { return nil }
    let backoff = min(30, 0.2 * Double(1 << min(failures, 10))) * Double.random(in: 0.5...1)
    failures += 1
    guard let wish else { return backoff }
    return wish > RetryAfter.longest ? nil : max(wish, backoff) + Double.random(in: 0...0.1)
  }
}
