/// How a command ends: the numbers of sysexits(3), which ArgumentParser and the retry rules of workflow
/// managers know. The manual pages take their EXIT STATUS from here.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case success = 0
  case negative = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case noHost = 68
  case unavailable = 69
  /// An error that nobody mapped to another status.
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case serverProtocol = 76
  case noPermission = 77

  /// What the status tells, in the words of the manual.
  package var meaning: String {
    switch self {
    case .success: "What was asked for is done."
    case .negative: "A clean no: a check found damage, or nothing matched and that was to count."
    case .usage: "The command line makes no sense."
    case .badData:
      "The data is not what it should be: not HDF5, not AnnData, wrong checksum, truncated, bad CSV."
    case .noInput: "There is no such file, dataset, layer, level or URL, or it may not be read."
    case .noHost: "The host was not found."
    case .unavailable: "The server refuses for good."
    case .bug: "An error that should not happen; please report it."
    case .cannotCreate: "The output cannot be created, or there is no space for it."
    case .inputOutput: "A read, write or close failed."
    case .tryAgain:
      "The same command may succeed later: time-out, 429, 5xx, a lock that another process holds."
    case .serverProtocol: "The server broke the protocol."
    case .noPermission: "The server denies access (401, 403), or its TLS certificate does not verify."
    }
  }

  /// Whether this status is worse than `other`. `tryAgain` promises that a retry can make everything right, so it
  /// yields to every other error; a bug outranks all.
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
