import Glibc

/// Waiting for nothing in particular.
package enum Pause {
  /// Sleeps, or until a signal comes.
  package static func milliseconds(_ count: Int) {
    var time = timespec(tv_sec: count / 1000, tv_nsec: count % 1000 * 1_000_000)
    nanosleep(&time, nil)
  }
}
