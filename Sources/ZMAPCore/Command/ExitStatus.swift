/// How a command ends: the numbers of sysexits(3), which ArgumentParser and retry rules of workflow
/// managers know. The same table stands in zmap(7) and under EXIT STATUS of each manual page.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  /// What was asked for is done.
  case success = 0
  /// A clean "no": damage found by a check, nothing matched under `--fail-empty`.
  case negative = 1
  /// The command line makes no sense.
  case usage = 64
  /// The data is not what it should be: not HDF5, not AnnData, wrong checksum, truncated, bad CSV.
  case badData = 65
  /// There is no such file, dataset, layer, level or URL, or it may not be read.
  case noInput = 66
  /// The host name does not resolve.
  case noHost = 68
  /// The server refuses for good.
  case unavailable = 69
  /// An error that nobody mapped: a bug.
  case bug = 70
  /// The output cannot be created, or there is no space for it.
  case cannotCreate = 73
  /// A read, write or close failed.
  case inputOutput = 74
  /// The same command may succeed later: time-out, 429, 5xx, a lock that another process holds.
  case tryAgain = 75
  /// The server broke the protocol.
  case serverProtocol = 76
  /// 401, 403, or a TLS certificate that does not verify.
  case noPermission = 77

  /// What `status` says is worse than `other`. A retry must be able to make everything right, so
  /// `tryAgain` yields to every other error, and a bug outranks all.
  package func isWorse(than other: ExitStatus) -> Bool { severity > other.severity }

  private var severity: Int32 {
    switch self {
    case .success, .negative: rawValue
    case .tryAgain: 2
    case .bug: 100
    default: rawValue
    }
  }
}
