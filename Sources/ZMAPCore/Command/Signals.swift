import Glibc
import Synchronization

/// The signal that asked the process to end, or 0. A handler may only touch an atomic.
private let received = Atomic<Int32>(0)

/// SIGINT, SIGTERM and SIGHUP end the work in order: the handler sets a flag, work loops look at it.
///
/// A second signal of the kind ends the process at once. SIGPIPE keeps its default, so that
/// `| head -1` ends a command silently.
package enum Signals {
  private static let watched = [SIGINT, SIGTERM, SIGHUP]

  /// Installs the handlers; a signal that was ignored at the start (nohup) stays ignored.
  package static func watch() {
    // A write beyond `ulimit -f` fails and is told of, instead of ending the process.
    signal(SIGXFSZ, SIG_IGN)
    for number in watched {
      var old = sigaction()
      guard sigaction(number, nil, &old) == 0, !isIgnored(old) else { continue }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { received.store($0, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// The signal that came, if one did.
  package static var pending: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Throws `Interrupted` once a signal has come. Cheap enough for every chunk of a loop.
  package static func check() throws {
    if let number = pending { throw Interrupted(signal: number) }
  }

  /// Ends the process by the signal itself, so that the shell sees what happened.
  package static func raiseAgain(_ number: Int32) -> Never {
    signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    sigprocmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    exit(128 + number)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
