import Glibc
import Synchronization

/// The one door to standard error: failures, warnings and notes, each a line that begins with the
/// tool's name. Remembers the worst failure, which is the status at the end.
///
/// What comes in is a value or a sentence; what goes out is whole lines on descriptor 2, written with
/// one system call each so that lines of parallel processes do not mix. Never writes to stdout.
package final class Diagnostics: Sendable {
  package enum Verbosity: Int, Comparable, Sendable {
    case quiet, normal, verbose

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package let tool: String
  package let verbosity: Verbosity
  private let descriptor: Int32
  private let state = Mutex(State())

  private struct State {
    var worst = ExitStatus.success
    /// Text of a progress bar that stands on the current line of the terminal.
    var transient = ""
  }

  /// - Parameter descriptor: standard error, or a file in its place.
  package init(tool: String, verbosity: Verbosity = .normal, descriptor: Int32 = 2) {
    self.tool = tool
    self.verbosity = verbosity
    self.descriptor = descriptor
  }

  /// The worst status of what was reported so far.
  package var worst: ExitStatus { state.withLock { $0.worst } }

  /// Whether the status line of a progress bar may be drawn.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Says what failed and goes on; `worst` keeps its status.
  package func report(_ failure: Failure) {
    note(failure.status)
    var text = line(
      "cannot \(failure.verb.rawValue) '\(Diagnostics.printable(failure.object))': \(Diagnostics.printable(failure.reason))"
    )
    if let hint = failure.hint { text += line("try '\(Diagnostics.printable(hint))'") }
    emit(text)
  }

  /// Keeps a status without a word, such as a check's clean "no".
  package func note(_ status: ExitStatus) {
    state.withLock { if status.isWorse(than: $0.worst) { $0.worst = status } }
  }

  /// Says that the command line makes no sense.
  package func reportUsage(_ message: String) {
    note(.usage)
    emit(line("cannot parse the command line: \(message)") + line("try '\(tool) --help'"))
  }

  /// Something the user should know although the work goes on.
  package func warn(_ text: String) {
    if verbosity > .quiet { emit(line("warning: \(Diagnostics.printable(text))")) }
  }

  /// What is being done, for a reader at the terminal or of a log.
  package func inform(_ text: String) {
    if verbosity > .quiet { emit(line(Diagnostics.printable(text))) }
  }

  /// Detail for `--verbose`.
  package func detail(_ text: @autoclosure () -> String) {
    if verbosity == .verbose { emit(line(Diagnostics.printable(text()))) }
  }

  /// Puts a question that is answered on the same line.
  func ask(_ question: String) {
    emit("\(tool): \(Diagnostics.printable(question)) [y/N] ")
  }

  /// Draws `text` in place of the terminal's current line; an empty text takes it away.
  func draw(transient text: String) {
    state.withLock {
      guard text != $0.transient else { return }
      $0.transient = text
      put("\r\u{1B}[K" + text)
    }
  }

  private func line(_ text: String) -> String { "\(tool): \(text)\n" }

  private func emit(_ text: String) {
    state.withLock {
      put($0.transient.isEmpty ? text : "\r\u{1B}[K" + text + $0.transient)
    }
  }

  private func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        // A message that can't be written has no other place to go.
        guard count > 0 || errno == EINTR else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(count, 0)))
      }
    }
  }

  /// `text` with control characters escaped: a file's name must not move the cursor or fake a line.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }) else {
      return text
    }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        out += hex.count < 2 ? "\\x0" + hex : "\\x" + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
