import CSystem
import Glibc

/// How far a long piece of work is: on a terminal a bar that is redrawn, elsewhere a plain line now
/// and then (at most one for 30 seconds and 5 %, so that a log stays short). Nothing under `--quiet`.
package final class Progress {
  package enum Unit: Sendable {
    case bytes
    /// Things that are counted, named in the plural: `cells`.
    case count(String)
  }

  private let label: String
  private let unit: Unit
  private let total: Int64
  private let diagnostics: Diagnostics
  private let draws: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let first: Int64
  private var lastDrawn: ContinuousClock.Instant
  private var lastShare: Int64

  /// - Parameters:
  ///   - total: what 100 % is; 0 when it is not known.
  ///   - first: what was there before this run, which the rate leaves out.
  ///   - bar: false for `--no-progress`: plain lines even on a terminal.
  package init(
    _ label: String, unit: Unit, total: Int64, first: Int64 = 0, diagnostics: Diagnostics, bar: Bool = true
  ) {
    self.label = label
    self.unit = unit
    self.total = total
    self.first = first
    self.diagnostics = diagnostics
    draws =
      bar && diagnostics.isTerminal && diagnostics.verbosity > .quiet
      && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    start = clock.now
    lastDrawn = start
    lastShare = Progress.percent(first, of: total)
  }

  /// Tells how much is done by now. Cheap when nothing is due.
  package func update(_ done: Int64) {
    guard diagnostics.verbosity > .quiet else { return }
    let now = clock.now
    if draws {
      guard now - lastDrawn >= .milliseconds(100) else { return }
      lastDrawn = now
      diagnostics.draw(transient: bar(done, now))
    } else {
      let share = Progress.percent(done, of: total)
      guard now - lastDrawn >= .seconds(30), total == 0 || share >= lastShare + 5 else { return }
      lastDrawn = now
      lastShare = share
      diagnostics.inform("\(label): \(figures(done, now))")
    }
  }

  /// Takes the bar away. Call it on every way out.
  package func finish() {
    if draws { diagnostics.draw(transient: "") }
  }

  private func bar(_ done: Int64, _ now: ContinuousClock.Instant) -> String {
    let text = "\(diagnostics.tool): \(label) \(figures(done, now))"
    let width = Int(zmap_terminal_width(2))
    return String(Diagnostics.printable(text).prefix(width > 1 ? width - 1 : 79))
  }

  private func figures(_ done: Int64, _ now: ContinuousClock.Instant) -> String {
    let elapsed = (now - start) / .seconds(1)
    let rate = elapsed > 0 ? Double(done - first) / elapsed : 0
    var parts: [String] = []
    if total > 0 {
      parts.append("\(Progress.percent(done, of: total))%")
      parts.append("\(amount(done)) of \(amount(total))\(noun)")
    } else {
      parts.append(amount(done) + noun)
    }
    parts.append("\(amount(Int64(min(rate, 9e18))))/s")
    if total > done, rate > 0 { parts.append("\(Progress.duration(Double(total - done) / rate)) left") }
    return parts.joined(separator: ", ")
  }

  /// Rounded down; 0 when the total is not known. Sizes that a server claims may be too large to multiply.
  private static func percent(_ done: Int64, of total: Int64) -> Int64 {
    guard total > 0 else { return 0 }
    return total < 1 << 56 ? min(done, total) * 100 / total : min(done, total) / (total / 100)
  }

  private var noun: String {
    switch unit {
    case .bytes: ""
    case .count(let name): " \(name)"
    }
  }

  private func amount(_ value: Int64) -> String {
    switch unit {
    case .bytes: ByteSize.text(value)
    case .count: "\(value)"
    }
  }

  static func duration(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "days" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
