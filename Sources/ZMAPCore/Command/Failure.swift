import Glibc

/// An error as a value: what could not be done, to what, and why, in the user's words.
///
/// Rendered once, by `Diagnostics`, as `zmap-fetch: cannot open 'x.h5ad': not an HDF5 file`, with the
/// hint on a second line as `zmap-fetch: try '…'`.
package struct Failure: Error, Equatable, Sendable {
  /// The closed list of acts that can fail.
  package enum Verb: String, CaseIterable, Sendable {
    case open, read, write, create, remove, download, verify, lock, parse, find
  }

  /// The kind of error, which is the status that the command ends with.
  package var status: ExitStatus
  package var verb: Verb
  /// The file, URL, option or name, without quotes; a key path in an HDF5 file as `x.h5ad:/layers/tpm_log`.
  package var object: String
  /// Lower case, no full stop.
  package var reason: String
  /// A command line, or part of one, that helps.
  package var hint: String?

  package init(_ status: ExitStatus, _ verb: Verb, _ object: String, _ reason: String, hint: String? = nil) {
    self.status = status
    self.verb = verb
    self.object = object
    self.reason = reason
    self.hint = hint
  }

  /// A failed system call, with the kernel's own words for it.
  ///
  /// - Parameter code: `errno` right after the call.
  package init(_ verb: Verb, _ path: String, errno code: Int32, hint: String? = nil) {
    self.init(Failure.status(verb, code), verb, path, Failure.message(code), hint: hint)
  }

  /// The kernel's words for an error number. The corresponding C function is `strerror_r`.
  package static func message(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func status(_ verb: Verb, _ code: Int32) -> ExitStatus {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: .cannotCreate
    case EAGAIN, ETXTBSY, EBUSY: .tryAgain
    case ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, ENXIO, EROFS, EEXIST, ENOTEMPTY:
      verb == .create || verb == .write ? .cannotCreate : .noInput
    default: .inputOutput
    }
  }
}

/// SIGINT, SIGTERM or SIGHUP came: thrown where a work loop looks, so that the work unwinds and
/// leaves everything resumable or untouched. `Tool` then raises the signal again.
package struct Interrupted: Error, Equatable, Sendable {
  package var signal: Int32
}
