import Digest
import ZMAPCore

/// Downloads: one file, from one URL into one part, until all of it is there. This folder decides what to ask
/// for, from how many connections, and what to do when an answer is not as hoped. It leaves a part that is
/// complete or can be gone on with; it never touches a visible file.

/// What to download, and where to.
struct Source {
  /// The name of the visible file that it is to become.
  let fileName: String
  let url: String
  /// Where the part lies.
  let place: PrivateDirectory
  /// Where the file is to appear: the part's own directory, unless that file system is no place to work in.
  let directory: String
  /// A truncated file that another program left under the visible name, and how long it says it should be
  /// (0 where it does not say).
  var leftover: (path: String, size: Int64, expected: Int64)?
  /// For a conditional request: the ETag of what is here.
  var ifNoneMatch: String?
}

/// One download under way. Lives on one thread; only digests and syncs run beside it.
final class Download {
  struct Complete {
    let part: OpenPart
    let version: RemoteVersion
    let size: Int64
    let digest: StreamDigest.Result
    let lengthIsCertain: Bool
    /// Whether bytes of an earlier run were used.
    let isResumed: Bool
    /// Whether some of them were left by a program that does not say which version they are of.
    let isAdopted: Bool
    let received: Int64
  }

  enum End {
    case complete(Complete)
    /// 304: what is here is what the server has.
    case unchanged
  }

  let source: Source
  let options: FetchOptions
  let diagnostics: Diagnostics
  let certificates: String?
  let check: ContentCheck
  let multi: CurlMulti
  var retries: Retries

  /// The version that the part's bytes are of; nil before the first good answer.
  var version: RemoteVersion?
  /// Whether an answer of this run agreed with `version`.
  var isConfirmed = false
  var part: OpenPart?
  var hasher: Hasher?
  var active: [Segment] = []
  var isResumed = false
  var received: Int64 = 0
  /// The length, once a body without a stated length has come to its end.
  var foundSize: Int64?
  var lengthIsCertain = true
  var isUnchanged = false

  /// What was learnt of the server: see `Answer`.
  var asksForAll = false
  var asksBare = false
  var decodes = false
  var noCache: Bool
  var broken = 0
  var changes = 0
  var headIsChecked = false
  var leftoverIsUseless = false

  /// No request before this moment.
  var notBefore = ContinuousClock.now
  var pace: Pace
  var progress: Progress?
  let began = ContinuousClock.now
  private var awakeSince = ContinuousClock.now

  init(
    _ source: Source, _ options: FetchOptions, _ session: Session, _ check: ContentCheck, noCache: Bool
  ) throws(Failure) {
    self.source = source
    self.options = options
    self.check = check
    self.noCache = noCache
    diagnostics = session.diagnostics
    certificates = Curl.certificates(session.environment)
    retries = Retries(limit: options.retries)
    pace = Pace(limit: options.connections)
    multi = try CurlMulti()
  }

  /// Downloads until the part is complete.
  ///
  /// - Throws: `Failure` when the budget of retries is used up or trying is of no use, `PartLost`,
  ///   `Interrupted`. The part is then given back for another run.
  func run() throws -> End {
    defer { progress?.finish() }
    do {
      if source.ifNoneMatch == nil { try resume() }
      while !isDone {
        try Signals.check()
        try step()
      }
      for segment in active { stop(segment) }
      return isUnchanged ? .unchanged : .complete(try complete())
    } catch {
      for segment in active {
        try? flush(segment)
        stop(segment)
      }
      part?.release()
      throw error
    }
  }

  var isDone: Bool {
    if isUnchanged { return true }
    guard let part else { return false }
    if foundSize != nil { return true }
    guard let size = version?.size else { return false }
    return part.written.prefix >= size
  }

  private func step() throws {
    let begin = ContinuousClock.now
    try dispatch(begin)
    for (exchange, code) in try multi.perform() {
      if let segment = active.first(where: { $0.exchange === exchange }) { try settle(segment, code) }
    }
    let now = ContinuousClock.now
    for segment in active where segment.hasUnwritten && now - segment.lastFlush >= .milliseconds(5) {
      try flush(segment)
    }
    try part?.maintain()
    if let part { progress?.update(part.written.count) }
    try obeyLimit()
    // Who slept, was stopped or waited for a slow disk must not blame the server.
    if ContinuousClock.now - begin > .milliseconds(500) { awakeSince = .now }
    try checkStalls()
    guard !isDone else { return }
    let before = ContinuousClock.now
    multi.wait(milliseconds: active.contains(where: \.hasUnwritten) ? 5 : 50)
    pace.waited(from: before, bytes: received)
  }

  private func complete() throws -> Complete {
    guard let part, let version, let hasher, let size = foundSize ?? version.size else {
      throw Failure(.bug, .download, source.url, "complete without a part")
    }
    hasher.advance(to: size)
    return Complete(
      part: part, version: version, size: size, digest: try hasher.finish(),
      lengthIsCertain: lengthIsCertain, isResumed: isResumed, isAdopted: part.origin?.adopted == true,
      received: received)
  }

  // MARK: Bytes

  /// Takes a piece of a body: judges the head first, keeps what was asked for, writes full buffers.
  func receive(_ bytes: UnsafeRawBufferPointer, _ segment: Segment) throws {
    if !segment.isAccepted {
      guard let head = segment.exchange?.head else { return }
      if !(200..<300).contains(head.status) {
        segment.take(excerpt: bytes)
        if segment.excerpt.count >= 1024 { throw HeadDecides() }
        return
      }
      guard case .body(let start, let found, let isWhole) = answer(segment) else { throw HeadDecides() }
      try accept(segment, found, start: start, isWhole: isWhole, head)
    }
    received += Int64(bytes.count)
    var rest = bytes
    while !rest.isEmpty {
      let count = segment.fill(rest)
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      if segment.isFull { try flush(segment) }
      if segment.rest == 0 && !rest.isEmpty { throw SegmentEnds() }
    }
  }

  /// Writes what came of a segment so far.
  func flush(_ segment: Segment, atEnd: Bool = false) throws(Failure) {
    guard let part, segment.hasUnwritten else { return }
    let (bytes, offset) = segment.unwritten
    if offset == 0 && !headIsChecked {
      // Nothing is kept before the first bytes are what they should be.
      let wanted = min(Int64(ContentCheck.headLength), version?.size ?? .max)
      guard atEnd || Int64(bytes.count) >= wanted else { return }
      try check.head(bytes, size: version?.size, url: source.url)
      headIsChecked = true
    }
    do {
      retries.gain(try part.write(bytes, at: offset))
    } catch {
      guard error.status == .cannotCreate, let size = version?.size else { throw error }
      var failure = error
      failure.reason += "; \(ByteSize.text(size - part.written.count)) more would be needed"
      throw failure
    }
    segment.flushed()
    hasher?.advance(to: part.written.prefix)
  }

  /// Ends a segment, whatever its answer; what came of it must be written already.
  func stop(_ segment: Segment) {
    if let exchange = segment.exchange { multi.stop(exchange) }
    segment.exchange = nil
    active.removeAll { $0 === segment }
  }

  private func checkStalls() throws {
    let now = ContinuousClock.now
    for segment in active {
      guard let exchange = segment.exchange else { continue }
      let silence = now - max(exchange.lastByte, awakeSince)
      var reason: String?
      if silence >= .seconds(options.timeout) {
        reason = "no data for \(options.timeoutText)"
      } else if segment.isAccepted, options.limitRate == nil,
        let bytes = segment.bytesInWindow(2 * options.timeout), Double(bytes) < 1024 * 2 * options.timeout
      {
        reason = "slower than 1 KiB/s"
      }
      guard let reason else { continue }
      try flush(segment)
      stop(segment)
      try postpone(Failure(.tryAgain, .download, source.url, reason))
    }
  }
}

/// The head of an answer says that its body is of no use.
struct HeadDecides: Error {}
/// All bytes that a segment was to bring have come.
struct SegmentEnds: Error {}
