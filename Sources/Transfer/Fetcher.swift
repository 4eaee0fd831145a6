import ZMAPCore

/// Transfer: what was asked for goes in, paths of complete and verified files come out. A visible file appears
/// only by rename; an old one stays until the new one is whole. Nothing here writes to standard output.
package struct Fetcher {
  let options: FetchOptions
  let session: Session
  let places: Places

  package init(_ options: FetchOptions, _ session: Session) throws(Failure) {
    self.options = options
    self.session = session
    places = try Places(session.environment)
  }

  /// Makes sure that a file is there. A file that is there already opens no connection, takes no lock and
  /// writes nothing.
  ///
  /// - Throws: `Failure`, `Interrupted`.
  package func fetch(_ wanted: Wanted) throws -> Fetched {
    let start = ContinuousClock.now
    func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    if !options.force && !options.refresh, let hit = try hit(wanted) {
      return fetched(wanted, hit, seconds())
    }
    if options.offline && wanted.scheme != "file" {
      if !options.force, let hit = try hit(wanted) { return fetched(wanted, hit, seconds()) }
      let searched = directories(wanted).joined(separator: ", ")
      throw Failure(
        .noInput, .find, wanted.fileName, "not in \(searched), and '--offline' forbids to download it")
    }
    let directory = try destination(wanted)
    while true {
      do {
        return try download(wanted, to: directory, seconds)
      } catch is PartLost {
        // Another process has it now, or somebody tidied up: look again from the start.
        try Signals.check()
        Pause.milliseconds(100)
      }
    }
  }

  /// Where `wanted` is or would be: the path of a hit, else the one that it would be written to.
  package func path(of wanted: Wanted) throws -> (path: String, kept: Int64?) {
    if let hit = try hit(wanted) { return (hit.path, hit.size) }
    return (Path.join(try destination(wanted), wanted.fileName), nil)
  }

  /// How much of `wanted` an earlier run left: bytes that are there, and the size.
  package func partial(_ wanted: Wanted) throws -> (done: Int64, size: Int64)? {
    let place = PrivateDirectory(of: try destination(wanted))
    let maps = PartFile.all(in: place).filter { $0.belongs(to: wanted.fileName) }.compactMap(PartMap.read)
    return maps.filter { $0.origin.url == wanted.url }.map { ($0.done.count, $0.origin.size) }
      .max { $0.0 < $1.0 }
  }

  func directories(_ wanted: Wanted) -> [String] {
    options.directory.map { [$0] } ?? places.directories(wanted.content)
  }

  private func destination(_ wanted: Wanted) throws(Failure) -> String {
    if let directory = options.directory { return directory }
    return try places.destination(wanted.content)
  }

  /// The first directory that has it whole.
  private func hit(_ wanted: Wanted) throws -> VisibleFile? {
    for directory in directories(wanted) {
      if case .hit(let file) = try VisibleFile.look(for: wanted, in: directory, options) { return file }
    }
    return nil
  }

  private func fetched(_ wanted: Wanted, _ file: VisibleFile, _ seconds: Double) -> Fetched {
    let isNew = file.record == nil
    file.adopt(wanted)
    if !file.isAsRecorded && !isNew {
      session.diagnostics.detail("'\(file.path)' was changed since it was fetched")
    }
    let record = file.record
    return Fetched(
      wanted: wanted, path: file.path, bytes: file.size,
      sha256: file.isAsRecorded ? record?.currentSha256 : nil, etag: record?.etag,
      status: isNew ? .adopted : .hit, seconds: seconds)
  }

  // MARK: Getting it

  private func download(_ wanted: Wanted, to directory: String, _ seconds: () -> Double) throws -> Fetched {
    let stage = places.stage(for: directory)
    let place = PrivateDirectory(of: stage ?? directory)
    if stage != nil { try FileSystem.makeDirectory(directory) }
    var source = Source(fileName: wanted.fileName, url: wanted.url, place: place, directory: directory)
    try place.make(place.parts)
    let turn = Turn(source, session.diagnostics)
    defer { turn.withdraw() }
    try turn.wait { try !options.force && !options.refresh && hit(wanted) != nil }
    if !options.force, stage == nil, try hit(wanted) == nil, wanted.scheme != "file" {
      source.leftover = try Leftover.look(for: wanted, in: directory, options, session.diagnostics)
    }
    let here = try hit(wanted)
    if let here, !options.force {
      guard options.refresh else { return fetched(wanted, here, seconds()) }
      source.ifNoneMatch = here.record?.etag
    }
    if let local = wanted.localPath {
      return try copy(local, wanted, source, seconds)
    }
    return try receive(wanted, source, here, seconds)
  }

  private func receive(_ wanted: Wanted, _ source: Source, _ here: VisibleFile?, _ seconds: () -> Double)
    throws
    -> Fetched
  {
    let check = ContentCheck(
      fileName: wanted.fileName, url: wanted.url, level: options.verify, sha256: options.sha256)
    var source = source
    var isSecond = false
    while true {
      var failure: Failure
      do {
        let download = try Download(source, options, session, check, noCache: isSecond)
        switch try download.run() {
        case .unchanged:
          guard let here else {
            throw Failure(.serverProtocol, .download, wanted.url, "an answer out of place")
          }
          return fetched(wanted, here, seconds())
        case .complete(let complete):
          do {
            return try finish(wanted, source, complete, check, seconds())
          } catch let error as Failure where error.verb == .verify {
            try setAside(complete.part, as: wanted.fileName)
            // What the server states as its content is what came: another try would bring the same.
            if complete.digest.etag == .matches { throw error }
            failure = error
          }
        }
      } catch let error as Failure where error.verb == .verify {
        failure = error
      }
      guard !isSecond else { throw failure }
      isSecond = true
      source.leftover = nil
      session.diagnostics.inform("'\(wanted.fileName)': \(failure.reason); downloading it again")
    }
  }

  private func finish(
    _ wanted: Wanted, _ source: Source, _ complete: Download.Complete, _ check: ContentCheck,
    _ seconds: Double
  ) throws -> Fetched {
    let verified = try check.whole(
      complete.part.data.path, complete.digest, size: complete.version.size,
      lengthIsCertain: complete.lengthIsCertain, mustMatch: complete.isAdopted, object: wanted.url)
    let target = Path.join(source.directory, wanted.fileName)
    let version = complete.version
    do {
      try publish(complete.part.data, to: target, source) { status in
        CacheRecord(
          name: wanted.fileName, url: wanted.url, size: status.size, etag: version.etag,
          lastModified: version.lastModified, sha256: complete.digest.sha256, fetchedAt: Timestamp.now(),
          origin: .download, verified: verified, fingerprint: CacheRecord.Fingerprint(status))
      }
    } catch {
      complete.part.release()
      throw error
    }
    try? complete.part.part.remove()
    PartFinder(source).removeUnowned()
    return Fetched(
      wanted: wanted, path: target, bytes: complete.size, sha256: complete.digest.sha256, etag: version.etag,
      status: complete.isResumed ? .resumed : .downloaded, seconds: seconds)
  }

  private func publish(
    _ data: File, to target: String, _ source: Source, _ record: (FileStatus) -> CacheRecord
  ) throws {
    let isStaged = source.place.visible != source.directory
    try Publication.publish(data, to: target, byCopy: isStaged, record)
    guard isStaged else { return }
    session.diagnostics.inform("'\(source.fileName)' is in Google Drive's folder; Drive uploads it later")
  }

  /// Keeps what failed verification for a look, one of each name, and frees its part.
  private func setAside(_ part: OpenPart, as name: String) throws {
    let place = part.part.place
    try place.make(place.quarantine)
    try FileSystem.rename(part.data.path, to: Path.join(place.quarantine, name))
    try? part.part.remove()
  }

  /// A file of this machine: copied, verified and put in place like any other.
  private func copy(_ path: String, _ wanted: Wanted, _ source: Source, _ seconds: () -> Double) throws
    -> Fetched
  {
    let original = try File(path)
    let status = try original.status()
    guard status.kind == .regular else { throw Failure(.noInput, .open, path, "not a regular file") }
    let check = ContentCheck(
      fileName: wanted.fileName, url: wanted.url, level: options.verify, sha256: options.sha256)
    let origin = PartMap.Origin(
      name: wanted.fileName, url: wanted.url, size: status.size, etag: nil, lastModified: nil)
    let part = PartFile(
      source.place, name: wanted.fileName, key: PartFinder.key(of: origin), process: .current)
    let open = try OpenPart.create(part, nil)
    defer { try? part.remove() }
    let progress = Progress(
      wanted.fileName, unit: .bytes, total: status.size, diagnostics: session.diagnostics, bar: options.bar)
    defer { progress.finish() }
    let digest = try FileCopy.digested(original, to: open.data, progress: progress.update)
    let verified = try check.whole(
      open.data.path, digest, size: status.size, lengthIsCertain: true, mustMatch: false, object: path)
    let target = Path.join(source.directory, wanted.fileName)
    try publish(open.data, to: target, source) { status in
      CacheRecord(
        name: wanted.fileName, url: wanted.url, size: status.size, sha256: digest.sha256,
        fetchedAt: Timestamp.now(), origin: .download, verified: verified,
        fingerprint: CacheRecord.Fingerprint(status))
    }
    return Fetched(
      wanted: wanted, path: target, bytes: digest.bytes, sha256: digest.sha256, etag: nil,
      status: .downloaded, seconds: seconds())
  }
}
