import Glibc

/// Leave to remove something: given on the command line, or at the terminal.
package struct Confirmation: Sendable {
  private let isGiven: Bool

  /// - Parameter isGiven: whether the command line says yes to everything.
  /// - Throws: `Failure` when it does not and there is no terminal to ask at.
  package init(isGiven: Bool) throws(Failure) {
    if !isGiven && (isatty(0) == 0 || isatty(2) == 0) {
      throw Failure(.usage, .remove, "files", "there is no terminal to ask at", hint: "-y")
    }
    self.isGiven = isGiven
  }

  /// Asks, unless leave was given before. Whatever does not begin with a y is a no.
  package func allows(_ diagnostics: Diagnostics, _ question: () -> String) -> Bool {
    if isGiven { return true }
    diagnostics.ask(question())
    var input = LineInput()
    return input.next()?.first.map { $0 | 0x20 } == UInt8(ascii: "y")
  }
}
