import Glibc
import ZMAPCore

/// One download of a file at a time, whatever number of processes ask for it: the others wait, and find the
/// file there in the end.
///
/// No lock is taken: locks do nothing on some file systems that clusters share, and say nothing of it. Who wants
/// to work first says so by a claim of its own, then looks for others. Of two that begin at the same moment,
/// the one that is first in the order of names goes on; who is at work already is never disturbed.
final class Turn {
  private let claim: PartFile
  private let finder: PartFinder
  private let source: Source
  private let diagnostics: Diagnostics

  init(_ source: Source, _ diagnostics: Diagnostics) {
    self.source = source
    self.diagnostics = diagnostics
    finder = PartFinder(source)
    claim = PartFile(
      source.place, name: source.fileName, key: PartFile.intention, process: .current)
  }

  deinit { withdraw() }

  /// Waits until nobody else works on the file, or until it has come.
  ///
  /// - Parameter isServed: whether the file has come in the meantime.
  func wait(until isServed: () throws -> Bool) throws {
    var isTold = false
    while true {
      try Signals.check()
      try source.place.make(claim.path)
      let others = finder.others
      if others.isEmpty { return }
      if others.contains(where: { $0.text < ProcessIdentity.current.text }) { withdraw() }
      if !isTold {
        isTold = true
        let percent = finder.percent.map { " (\($0)%)" } ?? ""
        diagnostics.inform(
          "waiting for process \(others[0].pid), which fetches '\(source.fileName)'\(percent)")
      }
      if try isServed() { return withdraw() }
      Pause.milliseconds(50)
    }
  }

  /// Lets others have their turn.
  func withdraw() { rmdir(claim.path) }
}
