import CSystem
import Glibc
import ZMAPCore

/// A bound on the memory of a process that only looks into files: a damaged file can make the library ask for
/// any amount, and fill it with zeros.
package enum MemoryBound {
  /// What looking needs at most, with much to spare.
  private static let base = 200 << 20
  /// A thread's stack counts, though little of it is ever touched.
  private static let perThread = 10 << 20

  /// Sets the bound: from here on, an allocation beyond it fails. The corresponding C function is `setrlimit`.
  package static func set() { allow(base, addingToCurrent: false) }

  /// Raises the bound by the stacks of `count` threads. Call it before they start.
  package static func raise(forThreads count: Int) { raise(by: perThread * count) }

  /// Raises the bound by `bytes`, for something large that the file's stored bytes prove.
  package static func raise(by bytes: Int) { allow(bytes, addingToCurrent: true) }

  private static func allow(_ bytes: Int, addingToCurrent: Bool) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0 else { return }
    if addingToCurrent {
      let (sum, overflows) = limit.rlim_cur.addingReportingOverflow(rlim_t(clamping: bytes))
      limit.rlim_cur = overflows ? limit.rlim_max : min(sum, limit.rlim_max)
    } else {
      limit.rlim_cur = min(rlim_t(clamping: bytes), limit.rlim_cur)
    }
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
  }
}
