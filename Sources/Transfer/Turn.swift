import ZMAPCore

/// One download of a file at a time, whatever number of processes ask for it: the others wait and find the
/// file there when their turn comes.
///
/// A lock makes that quick. Where locks do nothing, or reach not as far as the directory does, the parts of
/// processes that are alive make it right all the same.
struct Turn {
  private let source: Source
  private let diagnostics: Diagnostics

  init(_ source: Source, _ diagnostics: Diagnostics) {
    self.source = source
    self.diagnostics = diagnostics
  }

  /// Waits until nobody else works on the file.
  ///
  /// - Parameter isServed: whether the file has come in the meantime, which ends the wait.
  /// - Returns: the lock to hold on to while working; nil where there is none to be had.
  func wait(until isServed: () throws -> Bool) throws -> FileLock? {
    let place = source.place
    let path = Path.join(place.locks, source.fileName)
    var isTold = false
    while true {
      try Signals.check()
      var lock: FileLock?
      var isTaken = false
      if (try? place.make(place.locks)) != nil {
        do {
          lock = try FileLock.take(path, wait: false)
          isTaken = lock == nil
        } catch is Failure {
          // No lock file can be made here: the parts decide alone.
        }
      }
      let finder = PartFinder(source)
      let worker = finder.worker
      // A holder of the lock that has been silent for long, or stands still, does not keep others waiting.
      if worker == nil && (!isTaken || finder.hasAbandoned) {
        if let lock, lock.isHeld { sign(lock) }
        return lock
      }
      lock = nil
      if !isTold {
        isTold = true
        diagnostics.inform(message(worker, path, finder.percent))
      }
      if try isServed() { return nil }
      pause()
    }
  }

  private func message(_ worker: ProcessIdentity?, _ path: String, _ percent: Int64?) -> String {
    let pid =
      worker.map { "\($0.pid)" }
      ?? (try? AtomicFile.read(path, limit: 64)).flatMap { bytes in
        bytes.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
      }
    let who = pid.flatMap { $0.isEmpty ? nil : "process \($0)" } ?? "another process"
    return "waiting for \(who), which fetches '\(source.fileName)'" + (percent.map { " (\($0)%)" } ?? "")
  }

  /// Writes into the lock file who holds it, for the messages of others.
  private func sign(_ lock: FileLock) {
    let text = Array("\(ProcessIdentity.current.pid)\n".utf8)
    try? lock.file.truncate(to: 0)
    text.withUnsafeBytes { try? lock.file.write($0, at: 0) }
  }

  private func pause() { Pause.milliseconds(100) }
}
