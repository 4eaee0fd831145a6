import ZMAPCore

/// Takes files that came another way into care: gives each a record of what it is now.
package struct Adoption {
  private let reader: ContentReader

  private let diagnostics: Diagnostics

  package init(_ diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
    reader = ContentReader(diagnostics)
  }

  /// Adopts one file after the other; what can't be adopted is reported, and the others follow.
  ///
  /// - Parameter done: is told of the absolute path of each that is.
  /// - Throws: `Interrupted` when a signal came.
  package func run(_ paths: [String], done: (String) -> Void) throws {
    for path in paths {
      do {
        try Signals.check()
        done(try adopt(path))
      } catch let failure as Failure {
        diagnostics.report(failure)
      }
    }
    reader.sayRate()
  }

  /// Makes the record of the file at `path`, in any directory. Reads it, unless a record tells of it as it is.
  ///
  /// - Returns: the file's absolute path.
  /// - Throws: `Failure` when it is not whole or the record can't be written, `Interrupted` when a signal came.
  func adopt(_ path: String) throws -> String {
    let absolute = try Path.absolute(path)
    let (directory, name) = (Path.parent(absolute), Path.name(absolute))
    guard let file = try KeptFile.look(at: name, in: Places.Place(elsewhere: directory)),
      file.status != .missing
    else {
      let isThere = FileSystem.exists(absolute)
      throw Failure(.noInput, .open, path, isThere ? "not a regular file" : "No such file or directory")
    }
    if file.status == .ok && file.sha256 != nil { return absolute }
    guard file.isUsable, !file.hasJournal else {
      throw Failure(.badData, .verify, path, "\(file.status.rawValue): \(file.finding.detail)")
    }
    if let objection = try FormatPromise.objection(to: absolute) {
      throw Failure(.badData, .verify, path, objection)
    }
    guard let content = try reader.read(file) else {
      throw Failure(.tryAgain, .read, path, "it changes while it is read")
    }
    try record(of: file, content).write(in: directory)
    return absolute
  }

  private func record(of file: KeptFile, _ content: ContentReader.Content) throws(Failure) -> CacheRecord {
    let fingerprint = CacheRecord.Fingerprint(content.status)
    // What came from a server and is as it was stays known to be from there.
    if var known = file.record, known.sha256 == content.digest.sha256 {
      known.fingerprint = fingerprint
      known.changes = nil
      known.changedSha256 = nil
      return known
    }
    var verified: [String] = []
    if case .whole(let format) = try FileIntegrity.of(file.path) { verified.append(format.rawValue) }
    return CacheRecord(
      name: file.fileName, size: content.status.size, sha256: content.digest.sha256,
      fetchedAt: Timestamp.now(),
      origin: .adopted, verified: verified, fingerprint: fingerprint)
  }
}
