import ZMAPCore

extension Fetcher {
  /// What happens to each file once it is there.
  package struct FollowUp {
    /// Whether zmap-tpmlog runs on H5ADs.
    package var tpmlog = false
    /// Whether files are kept nowhere but handed over.
    package var temporary = false
    /// The command to run on each temporary file; empty prints its path.
    package var command: [String] = []

    package init() {}
  }

  /// Fetches all files in order and reports each. One that fails does not keep the others from coming.
  ///
  /// - Returns: the status of a command that was run, 0 otherwise.
  package func run(_ files: [Wanted], _ report: FetchReport?, _ followUp: FollowUp) throws -> Int32 {
    var status: Int32 = 0
    for wanted in files {
      do {
        let code =
          followUp.temporary
          ? try hand(over: wanted, report, followUp)
          : try keep(wanted, report, followUp)
        if status == 0 { status = code }
      } catch let failure as Failure {
        session.diagnostics.report(failure)
        if session.output.isBroken { break }
      }
    }
    return status
  }

  private func keep(_ wanted: Wanted, _ report: FetchReport?, _ followUp: FollowUp) throws -> Int32 {
    let file = try fetch(wanted)
    if followUp.tpmlog { try normalize(file.path, wanted) }
    try report?.add(file)
    return 0
  }

  /// Runs the zmap-tpmlog that stands beside this command.
  private func normalize(_ path: String, _ wanted: Wanted) throws {
    guard path.hasSuffix(".h5ad") else { return }
    guard let tool = Child.sibling("zmap-tpmlog", session.environment) else {
      throw Failure(.noInput, .find, "zmap-tpmlog", "neither beside zmap-fetch nor in PATH")
    }
    let quiet = session.diagnostics.verbosity == .quiet ? ["--quiet"] : []
    let (status, _) = try Child.run([tool] + quiet + [path], session.environment, capturing: true)
    try Signals.check()
    guard status != 0 else { return }
    // zmap-tpmlog has said why.
    session.diagnostics.note(ExitStatus(rawValue: status) ?? .bug)
    throw Failure(ExitStatus(rawValue: status) ?? .bug, .write, path, "zmap-tpmlog failed (status \(status))")
  }

  // MARK: --temporary

  /// Fetches into a directory of its own under the temporary one, hands the file over and forgets it.
  private func hand(over wanted: Wanted, _ report: FetchReport?, _ followUp: FollowUp) throws -> Int32 {
    let room = try TemporaryRoom(session.environment)
    defer { room.remove() }
    let kept = try temporarySource(wanted)
    var options = options
    options.directory = room.path
    let file = try Fetcher(options, session).fetch(kept)
    if followUp.tpmlog { try normalize(file.path, wanted) }
    if followUp.command.isEmpty {
      let path = try room.moveOut(wanted.fileName)
      try report?.add(
        Fetched(
          wanted: wanted, path: path, bytes: file.bytes, sha256: file.sha256, etag: file.etag,
          status: file.status, seconds: file.seconds))
      return 0
    }
    try session.output.flush()
    let hasPlace = followUp.command.contains { $0.contains("{}") }
    let command =
      hasPlace ? followUp.command.map { $0.replacing("{}", with: file.path) } : followUp.command + [file.path]
    let (status, _) = try Child.run(command, session.environment)
    try Signals.check()
    return status
  }

  /// A file that is kept already is copied rather than downloaded.
  private func temporarySource(_ wanted: Wanted) throws -> Wanted {
    guard !options.force, !options.refresh, let (path, kept) = try? path(of: wanted), kept != nil else {
      return wanted
    }
    return Wanted(url: "file://" + PercentCoding.encoded(path), fileName: wanted.fileName)
  }
}
