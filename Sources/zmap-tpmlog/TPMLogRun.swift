import H5AD
import ZMAPCore

/// What zmap-tpmlog does with the files that it is given: one after the other; a failure of one is reported
/// and the others go on.
struct TPMLogRun {
  let task: TPMLog
  let session: Session
  let requiresSource: Bool

  /// Writes the layer into each file, or into a copy at `output`, and prints the path.
  func write(_ paths: [String], to output: String?) throws {
    try each(paths) { path in
      if let output {
        try LayerCopy(source: path, output: output, replaces: task.replaces).make { copy in
          try write(copy, isPrivate: true)
        }
      } else {
        try write(path, isPrivate: false)
        CacheRecord.noteChange(of: path, tool: "zmap-tpmlog", element: "layers/\(task.layer)")
      }
      session.output.write(try Path.absolute(output ?? path) + "\n")
      try session.output.flush()
    }
  }

  /// Prints what would be done.
  func table(_ paths: [String]) throws {
    let rows = RowWriter(
      ["path", "source", "layer", "action", "stored_entries", "bytes_to_write"], to: session.output)
    try each(paths) { path in
      let plan = try task.plan(path)
      tell(plan.recovery, path)
      rows.row([
        .text(try Path.absolute(path)), .optional(plan.source), .text(plan.layer), .text(plan.word),
        .integer(Int64(plan.storedEntries)), .integer(plan.bytes),
      ])
      if plan.action == .absent && requiresSource { throw task.missingSource(path) }
    }
  }

  /// Undoes what an interrupted run left.
  func rollBack(_ paths: [String]) throws {
    try each(paths) { path in
      let recovery = try TPMLog.rollBack(path)
      if recovery == .none { session.diagnostics.inform("'\(path)': nothing to undo") }
      tell(recovery, path)
      session.output.write(try Path.absolute(path) + "\n")
    }
  }

  private func write(_ path: String, isPrivate: Bool) throws {
    let plan = try task.plan(path)
    tell(plan.recovery, path)
    switch plan.action {
    case .absent where requiresSource: throw task.missingSource(path)
    case .absent: session.diagnostics.inform("'\(path)': no '\(task.source)', nothing to do")
    case .present: session.diagnostics.inform("'\(path)': '\(plan.layer)' is there already, nothing to do")
    case .write, .replace:
      let progress = Progress(
        Path.name(path), unit: .count("cells"), total: Int64(plan.cells), diagnostics: session.diagnostics)
      defer { progress.finish() }
      _ = try task.run(path, isPrivate: isPrivate) { done, _ in progress.update(Int64(done)) }
    }
  }

  private func tell(_ recovery: Journal.Recovery, _ path: String) {
    switch recovery {
    case .none: break
    case .discarded: session.diagnostics.warn("'\(path)': removed the journal of a run that changed nothing")
    case .rolledBack: session.diagnostics.warn("'\(path)': undid an interrupted run")
    }
  }

  private func each(_ paths: [String], _ body: (String) throws -> Void) throws {
    for path in paths {
      try Signals.check()
      do {
        try body(path)
      } catch let failure as Failure {
        session.diagnostics.report(failure)
      }
      if session.output.isBroken { try session.output.flush() }
    }
  }
}
