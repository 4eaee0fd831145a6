import ZMAPCore

/// Makes damaged files whole again, by the commands that can: zmap-fetch downloads or finishes, zmap-tpmlog undoes
/// what was cut short.
package struct Repair {
  private let environment: Environment
  private let diagnostics: Diagnostics

  package init(_ environment: Environment, _ diagnostics: Diagnostics) {
    self.environment = environment
    self.diagnostics = diagnostics
  }

  /// Repairs a file of which `finding` was found.
  ///
  /// - Returns: the file as it is afterwards.
  /// - Throws: `Failure` when nothing is known to repair it with, or the command for it fails.
  package func repair(_ file: KeptFile, _ finding: KeptFile.Finding) throws -> KeptFile {
    guard file.place.isOurs else {
      throw Failure(.cannotCreate, .write, file.path, "a directory of ZMAP_CACHE_PATH is not ours to change")
    }
    if file.hasJournal {
      try run("zmap-tpmlog", ["--rollback", file.path], for: file)
    } else {
      let arguments = try fetchArguments(file, finding)
      if finding.status == .damaged && !file.isCurrent { try keepAside(file) }
      try run("zmap-fetch", arguments, for: file)
      // A prefix that was kept may have been damaged as well, which a server without a digest can't tell.
      if finding.status == .truncated, let before = file.record, let sha256 = before.sha256,
        let after = CacheRecord.read(file.fileName, in: file.place.directory), after.etag == before.etag,
        after.size == before.size, after.sha256 != sha256
      {
        try run("zmap-fetch", arguments + ["--force"], for: file)
      }
    }
    guard let repaired = try KeptFile.look(at: file.fileName, in: file.place), repaired.isUsable else {
      throw Failure(.badData, .verify, file.path, "still not whole after its repair")
    }
    return repaired
  }

  private func fetchArguments(_ file: KeptFile, _ finding: KeptFile.Finding) throws(Failure) -> [String] {
    var arguments: [String]
    if let url = file.url {
      arguments = ["--url=\(url)", "--filename=\(file.fileName)"]
    } else if let published = file.published {
      arguments = ["\(published.content == .h5ad ? "--kind" : "--markers")=\(published.name)"]
    } else {
      throw Failure(.negative, .find, file.path, "no record of where it came from; it can't be fetched again")
    }
    arguments.append("--dest-dir=\(file.place.directory)")
    // What is only cut off is finished; other damage lies in what would be kept.
    if finding.status != .truncated { arguments.append("--force") }
    return arguments
  }

  /// What was written to after it was recorded may be somebody's work: it gets a second name in the quarantine.
  private func keepAside(_ file: KeptFile) throws(Failure) {
    let own = PrivateDirectory(of: file.place.directory)
    try own.make(own.quarantine)
    let aside = Path.join(own.quarantine, "\(file.fileName).\(Timestamp.nanoseconds())")
    try FileSystem.link(file.path, as: aside)
    diagnostics.inform("kept as it was until the next 'zmap-cache prune --orphans': \(aside)")
  }

  private func run(_ name: String, _ arguments: [String], for file: KeptFile) throws {
    guard let program = Child.sibling(name, environment) else {
      throw Failure(.noInput, .find, name, "neither beside this command nor in PATH")
    }
    let quiet = diagnostics.verbosity == .quiet ? ["--quiet"] : []
    let end = try Child.run([program] + quiet + arguments, environment, capturing: true)
    try Signals.check()
    guard end.status == 0 else {
      throw Failure(
        ExitStatus(rawValue: end.status) ?? .bug, .download, file.path,
        "\(name) ended with status \(end.status)")
    }
  }
}
