import Dispatch
import Synchronization
import ZMAPCore

/// One sync of a part's data to the disk, which may take a while, beside the thread that receives.
final class BackgroundSync: Sendable {
  private enum State { case running, done, failed(Failure) }

  private let ranges: ByteRanges
  private let state = Mutex(State.running)
  private static let queue = DispatchQueue(label: "sync")

  /// - Parameter ranges: what was written before the sync began.
  init(_ file: File, _ ranges: ByteRanges) {
    self.ranges = ranges
    BackgroundSync.queue.async { [self] in
      do throws(Failure) {
        try file.synchronizeData()
        state.withLock { $0 = .done }
      } catch {
        state.withLock { $0 = .failed(error) }
      }
    }
  }

  /// What is on the disk for certain, once the sync is over; nil until then.
  func finished() throws(Failure) -> ByteRanges? {
    switch state.withLock({ $0 }) {
    case .running: return nil
    case .done: return ranges
    case .failed(let failure): throw failure
    }
  }
}
