import CCurl
import Digest
import ZMAPCore

extension Download {
  /// What the head of a segment's answer means.
  func answer(_ segment: Segment) -> Answer {
    let excerpt = String(decoding: segment.excerpt.prefix(200), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let answer = Answer.to(
      segment.request, segment.exchange?.head ?? ResponseHead(), known: version, excerpt: excerpt)
    if case .body(let start, let found, _) = answer, version == nil, start > 0, !isAdoptable(found) {
      return .changed
    }
    return answer
  }

  /// Whether the bytes that another program left may be the beginning of what the server has. Only a tag that
  /// stands for the content, or a digest of the user's, can tell at the end that they were.
  private func isAdoptable(_ found: RemoteVersion) -> Bool {
    guard let leftover = source.leftover, let size = found.size, size > leftover.size,
      leftover.expected == 0 || leftover.expected == size
    else { return false }
    if options.sha256 != nil { return true }
    guard let tag = found.strongETag.flatMap({ ETag($0) }) else { return false }
    return tag.content != .opaque
  }

  /// Takes a good head: opens the part where this is the first one, and fits the segment to what comes.
  func accept(
    _ segment: Segment, _ found: RemoteVersion, start: Int64, isWhole: Bool, _ head: ResponseHead
  ) throws {
    if isWhole || found.size == nil {
      // The one body brings everything: other segments have nothing left to do.
      asksForAll = true
      for other in active where other !== segment {
        try flush(other)
        stop(other)
      }
    }
    if version?.size == nil || found.size == nil {
      version = found
      try openPart(found, start: start)
    }
    isConfirmed = true
    segment.isAccepted = true
    segment.lengthIsCertain = head.endIsMarked
    segment.begin(at: start)
    let sent: Int64? =
      if case .part(let range, _)? = head.contentRange { range.upperBound } else { found.size }
    segment.end = min(segment.request.range == nil || isWhole ? .max : segment.end, sent ?? .max)
  }

  /// Deals with a request that ended.
  func settle(_ segment: Segment, _ code: CURLcode) throws {
    guard let exchange = segment.exchange else { return }
    if let failure = exchange.failure, !(failure is HeadDecides || failure is SegmentEnds) { throw failure }
    if segment.isAccepted { try flush(segment, atEnd: true) }
    defer { stop(segment) }
    if segment.isAccepted {
      if code == CURLE_OK || exchange.failure is SegmentEnds {
        if segment.end == .max {
          foundSize = segment.position
          lengthIsCertain = segment.lengthIsCertain
        } else if segment.position == segment.start || segment.request.range == nil && !isDone {
          try postpone(
            Failure(.tryAgain, .download, source.url, "the server sent less than it said"))
        }
        return
      }
    } else if exchange.failure is HeadDecides || exchange.head.isComplete && code == CURLE_OK {
      return try follow(answer(segment), segment)
    }
    let (failure, mayPass) = CurlFailure.of(code, exchange, certificates: certificates)
    guard mayPass else { throw failure }
    try postpone(failure)
  }

  private func follow(_ answer: Answer, _ segment: Segment) throws {
    switch answer {
    case .body:
      try postpone(Failure(.tryAgain, .download, source.url, "the server sent a head and no body"))
    case .unchanged: isUnchanged = true
    case .changed:
      changes += 1
      guard changes <= 2 else {
        throw Failure(.tryAgain, .download, source.url, "the file is being replaced on the server")
      }
      startAfresh()
    case .askWithoutCondition: asksBare = true
    case .askForAll:
      asksForAll = true
      if version == nil { startAfresh() }
    case .encoded:
      guard !decodes else {
        throw Failure(.serverProtocol, .download, source.url, "the server insists on a content coding")
      }
      decodes = true
      asksForAll = true
      startAfresh()
    case .later(let failure, let wait):
      pace.halve()
      try postpone(failure, wish: wait)
    case .broken(let failure):
      broken += 1
      guard broken <= 1 else { throw failure }
      // Many a server that gets ranges wrong sends the whole file well.
      if version == nil { asksForAll = true }
    case .refused(let failure): throw failure
    }
  }

  /// Plans the next try, for all connections.
  ///
  /// - Throws: `failure` when no try is left.
  func postpone(_ failure: Failure, wish: Double? = nil) throws {
    guard let delay = retries.next(wish: wish) else {
      var last = failure
      if let wish, wish > RetryAfter.longest { last.reason += ", and asks to wait for \(Int(wish)) s" }
      throw last
    }
    let text = "'\(source.fileName)': \(failure.reason); trying again in \((delay * 10).rounded() / 10) s"
    if delay >= 5 { diagnostics.inform(text) } else { diagnostics.detail(text) }
    notBefore = max(notBefore, .now + .seconds(delay))
  }

  // MARK: The part

  /// Goes on with what an earlier run left of this URL, the newest first.
  func resume() throws {
    while let (claimed, map) = try PartFinder(source).claim() {
      let found = RemoteVersion(
        etag: map.origin.etag, lastModified: map.origin.lastModified, size: map.origin.size)
      guard map.done.count > 0 else {
        try claimed.remove()
        continue
      }
      version = found
      isResumed = true
      try use(try OpenPart.open(claimed, map), found)
      return
    }
  }

  /// Leaves the version that was worked on and begins with whatever the server has now.
  private func startAfresh() {
    for segment in active { stop(segment) }
    part?.release()
    part = nil
    hasher = nil
    version = nil
    isConfirmed = false
    isResumed = false
    headIsChecked = false
    leftoverIsUseless = true
  }

  private func openPart(_ found: RemoteVersion, start: Int64) throws {
    part?.release()
    part = nil
    headIsChecked = false
    let finder = PartFinder(source)
    let origin = PartMap.Origin(
      name: source.fileName, url: source.url, size: found.size ?? 0, etag: found.etag,
      lastModified: found.lastModified)
    let key = PartFinder.key(of: origin)
    if found.hasName, found.size != nil, let (claimed, map) = try finder.claim(key: key) {
      isResumed = map.done.count > 0
      return try use(try OpenPart.open(claimed, map), found)
    }
    let new = PartFile(source.place, name: source.fileName, key: key, process: .current)
    if start > 0, let leftover = source.leftover {
      isResumed = true
      return try use(try OpenPart.adopt(leftover.path, size: leftover.size, as: new, origin), found)
    }
    let part = try OpenPart.create(new, found.hasName && found.size != nil ? origin : nil)
    try use(part, found)
  }

  private func use(_ opened: OpenPart, _ found: RemoteVersion) throws {
    part = opened
    headIsChecked = opened.written.prefix > 0
    hasher = Hasher(opened.data, etag: decodes ? nil : found.etag.flatMap { ETag($0) }, size: found.size)
    hasher?.advance(to: opened.written.prefix)
    let size = found.size ?? 0
    progress?.finish()
    progress = Progress(
      source.fileName, unit: .bytes, total: size, first: opened.written.count, diagnostics: diagnostics,
      bar: options.bar)
    if size > 0, let free = FileSystem.freeBytes(source.place.path), free < size - opened.written.count {
      throw Failure(
        .cannotCreate, .create, Path.join(source.directory, source.fileName),
        "no space: \(ByteSize.text(size - opened.written.count)) needed, \(ByteSize.text(free)) free",
        hint: "zmap-fetch --dest-dir DIR")
    }
  }
}
