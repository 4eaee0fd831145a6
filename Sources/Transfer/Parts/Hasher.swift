import Digest
import Dispatch
import Synchronization
import ZMAPCore

/// Digests of a part while it grows: a second thread reads the bytes from the page cache, from the first one on
/// as far as there is no gap.
final class Hasher: Sendable {
  private struct State {
    var digest: StreamDigest
    /// How far the file may be read.
    var frontier: Int64 = 0
    var isRunning = false
    var failure: (any Error)?
  }

  private let file: File
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "digest")

  init(_ file: File, etag: ETag?, size: Int64?) {
    self.file = file
    state = Mutex(State(digest: StreamDigest(etag: etag, size: size)))
  }

  /// Tells how many bytes from the first one on are there.
  func advance(to frontier: Int64) {
    let begin = state.withLock {
      guard frontier > $0.frontier else { return false }
      $0.frontier = frontier
      let isIdle = !$0.isRunning
      $0.isRunning = true
      return isIdle
    }
    if begin { queue.async { [self] in work() } }
  }

  /// Waits for the digests of all bytes up to the frontier.
  func finish() throws -> StreamDigest.Result {
    // A signal ends the work on the queue too, which looks for it.
    queue.sync {}
    return try state.withLock {
      if let failure = $0.failure { throw failure }
      return $0.digest.finish()
    }
  }

  private func work() {
    var (digest, end) = state.withLock { ($0.digest, $0.frontier) }
    while true {
      do {
        try digest.update(from: file, digest.bytes..<end)
      } catch {
        state.withLock { $0.failure = error }
        return
      }
      let current = digest
      let next = state.withLock { state -> Int64? in
        state.digest = current
        guard state.frontier > end else {
          state.isRunning = false
          return nil
        }
        return state.frontier
      }
      guard let next else { return }
      end = next
    }
  }
}
