import ZMAPCore

extension Download {
  /// The first request of a file asks for this much: enough for a small file, little to throw away.
  static let firstStride: Int64 = 4 << 20
  /// Bounds of what one later request asks for. Few and large, since servers count requests.
  static let strides: ClosedRange<Int64> = 1 << 20...64 << 20
  /// Less than this is not worth a connection of its own.
  static let leastShare: Int64 = 256 << 10

  /// Starts requests as far as there is something to ask for and a connection to spare.
  func dispatch(_ now: ContinuousClock.Instant) throws {
    guard now >= notBefore else { return }
    if let part, let size = version?.size, isConfirmed, !asksForAll {
      pace.consider(left: size - part.written.count)
    }
    while active.count < (isConfirmed && !asksForAll ? pace.connections : 1), let next = nextRange() {
      try start(next)
    }
  }

  /// What to ask for next: nil when all that is missing is on its way. An empty range stands for all.
  private func nextRange() -> Range<Int64>? {
    guard let version else {
      if asksForAll { return 0..<0 }
      if let leftover = source.leftover, !leftoverIsUseless {
        return leftover.size..<leftover.size + Download.firstStride
      }
      return 0..<Download.firstStride
    }
    guard let size = version.size, !asksForAll else { return active.isEmpty ? 0..<0 : nil }
    var taken = part?.written ?? ByteRanges()
    for segment in active { taken.insert(segment.claimed) }
    let gaps = taken.gaps(in: size)
    guard let gap = gaps.first else { return split() }
    let left = gaps.reduce(0) { $0 + Int64($1.count) }
    // A fair share, or what two seconds bring, whichever is more.
    let share = max(left / Int64(2 * options.connections), Int64(2 * ratePerConnection))
    let stride = min(max(share, Download.strides.lowerBound), Download.strides.upperBound)
    return gap.lowerBound..<min(gap.upperBound, gap.lowerBound + stride)
  }

  private var ratePerConnection: Double {
    let seconds = max(0.01, (ContinuousClock.now - began) / .seconds(1))
    return min(Double(received) / seconds / Double(max(1, active.count)), 1e12)
  }

  /// Takes over the second half of the largest rest, where that saves time worth a request.
  private func split() -> Range<Int64>? {
    guard let largest = active.max(by: { $0.rest < $1.rest }), largest.isAccepted,
      largest.rest >= 2 * Download.leastShare, Double(largest.rest) > 0.5 * largest.rate
    else { return nil }
    let middle = largest.end - largest.rest / 2
    let taken = middle..<largest.end
    largest.end = middle
    return taken
  }

  private func start(_ range: Range<Int64>) throws {
    let asked = range.isEmpty ? nil : range
    let request = Request(
      url: source.url, range: asked, ifMatch: asksBare || asked == nil ? nil : version?.strongETag,
      ifNoneMatch: version == nil ? source.ifNoneMatch : nil, noCache: noCache, decoding: decodes)
    let segment = Segment(
      request, start: range.lowerBound, end: asked?.upperBound ?? .max, bufferSize: options.bufferSize)
    let settings = ConnectionSettings(
      connectTimeout: min(15, options.timeout), certificates: certificates, rate: options.limitRate)
    let exchange = try Exchange(request, settings) { [unowned self, unowned segment] bytes in
      try receive(bytes, segment)
    }
    segment.exchange = exchange
    active.append(segment)
    try multi.start(exchange)
  }

  /// Reads nothing for as long as more came than the limit of the rate allows: one thread serves all
  /// connections, so the servers find their windows full.
  func obeyLimit() throws {
    guard let limit = options.limitRate else { return }
    while true {
      let ahead = Double(received) / Double(limit) - (ContinuousClock.now - began) / .seconds(1)
      guard ahead > 0 else { return }
      try Signals.check()
      try part?.maintain()
      Pause.milliseconds(Int(min(100, ahead * 1000)) + 1)
    }
  }
}
