/// How many connections to use: one at first, more while it pays.
///
/// Up to four are opened as long as most of the time is spent waiting for the network and enough is left to
/// share; beyond that only while the last step brought a tenth more. A server that asks for patience halves
/// the number for good.
struct Pace {
  private(set) var connections = 1
  private var limit: Int
  private var stepBegan = ContinuousClock.now
  private var bytesAtStep: Int64 = 0
  private var bytes: Int64 = 0
  private var waiting = Duration.zero
  private var lastRate: Double = 0

  init(limit: Int) { self.limit = max(1, limit) }

  /// Tells of a wait for the network that ends now, and of all bytes received by now.
  mutating func waited(from start: ContinuousClock.Instant, bytes: Int64) {
    waiting += .now - start
    self.bytes = bytes
  }

  /// Considers one more step.
  ///
  /// - Parameter left: bytes that are still to come.
  mutating func consider(left: Int64) {
    let elapsed = .now - stepBegan
    guard connections < limit, elapsed >= .milliseconds(connections < 4 ? 250 : 1500) else { return }
    let seconds = elapsed / .seconds(1)
    let rate = Double(bytes - bytesAtStep) / seconds
    let isWaiting = waiting / elapsed > 0.5
    let pays = Double(left) > rate || connections >= 4
    let gained = connections < 4 || rate > 1.1 * lastRate
    if !gained { limit = connections }
    if isWaiting && pays && gained {
      connections = min(limit, connections * 2)
      lastRate = rate
    }
    (stepBegan, bytesAtStep, waiting) = (.now, bytes, .zero)
  }

  /// The server said that it is too much.
  mutating func halve() {
    connections = max(1, connections / 2)
    limit = connections
  }
}
