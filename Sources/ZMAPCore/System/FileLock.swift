import CSystem
import Glibc

/// A lock between processes on one file, given up when this value goes.
///
/// Open-file-description locks: unlike POSIX record locks they survive another descriptor of the file
/// being closed, and unlike flock they hold across nodes of a cluster. Where the file system has no
/// locks the value still exists and holds nothing: locks save work, nothing rests on them.
package final class FileLock: Sendable {
  package let file: File
  /// False where the file system knows no locks.
  package let isHeld: Bool

  private init(file: File, isHeld: Bool) {
    self.file = file
    self.isHeld = isHeld
  }

  /// Takes the lock of `path`, which is created if need be and never removed.
  ///
  /// - Parameter wait: whether to wait for another holder; the wait ends when a signal comes.
  /// - Returns: nil when another process holds it and `wait` is false.
  package static func take(_ path: String, wait: Bool) throws -> FileLock? {
    let file = try File(path, .create)
    while true {
      if zmap_lock_exclusive(file.descriptor, wait ? 1 : 0) == 0 { return FileLock(file: file, isHeld: true) }
      switch errno {
      case EINTR: try Signals.check()
      case EAGAIN, EACCES: return nil
      default: return FileLock(file: file, isHeld: false)
      }
    }
  }

  /// Whether a program is just writing the file at `path` in place, which HDF5's library and zmap-tpmlog tell by
  /// a lock of the flock kind.
  package static func isBeingWritten(_ path: String) -> Bool {
    guard let file = try? File(path, .readUnnoticed) else { return false }
    return retried { flock(file.descriptor, LOCK_SH | LOCK_NB) } != 0 && errno == EWOULDBLOCK
  }
}
