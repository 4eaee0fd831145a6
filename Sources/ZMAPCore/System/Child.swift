import Glibc

/// Another program, run and waited for.
package enum Child {
  /// Where a command of this toolkit is: beside the running one, else the first in `PATH`.
  package static func sibling(_ name: String, _ environment: Environment) -> String? {
    if let own = executablePath() {
      let beside = Path.join(Path.parent(own), name)
      if access(beside, X_OK) == 0 { return beside }
    }
    return environment["PATH"]?.split(separator: ":").map { Path.join(String($0), name) }
      .first { access($0, X_OK) == 0 }
  }

  /// Runs a program with this process's stdin and stderr and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: the program, looked up in `PATH` unless it holds a slash, and its arguments.
  ///   - capturing: whether its stdout comes back instead of going to ours.
  /// - Returns: the exit status (128 + the number for a signal) and the captured output.
  package static func run(
    _ arguments: [String], _ environment: Environment = .process, capturing: Bool = false
  ) throws(Failure) -> (status: Int32, output: [UInt8]) {
    guard let program = arguments.first else { return (0, []) }
    var ends: [Int32] = [-1, -1]
    if capturing && pipe(&ends) != 0 { throw Failure(.create, "pipe", errno: errno) }
    // Neither end may reach a child that another thread starts just now.
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if capturing {
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
      posix_spawn_file_actions_addclose(&actions, ends[0])
      posix_spawn_file_actions_addclose(&actions, ends[1])
    }
    let child = spawn(program, arguments, environment, &actions)
    if capturing { close(ends[1]) }
    guard child.code == 0 else {
      if capturing { close(ends[0]) }
      throw Failure(.open, program, errno: child.code)
    }
    var output: [UInt8] = []
    var failure: Failure?
    if capturing {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(ends[0], &buffer, buffer.count)
        if count < 0 && errno == EINTR {
          if Signals.pending == SIGTERM { kill(child.id, SIGTERM) }
          continue
        }
        if count < 0 { failure = Failure(.read, program, errno: errno) }
        if count <= 0 { break }
        output.append(contentsOf: buffer.prefix(count))
      }
      // Before the wait: a child that still writes must not wait for us.
      close(ends[0])
    }
    var status: Int32 = 0
    while waitpid(child.id, &status, 0) < 0 && errno == EINTR {
      // The terminal sends its signals to both; SIGTERM is sent to one process.
      if Signals.pending == SIGTERM { kill(child.id, SIGTERM) }
    }
    if let failure { throw failure }
    let signal = status & 0x7F
    return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: Environment,
    _ actions: inout posix_spawn_file_actions_t
  ) -> (code: Int32, id: pid_t) {
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.assignments.map { strdup($0) } + [nil]
    defer {
      for text in argv { free(text) }
      for text in envp { free(text) }
    }
    // Signals that the calling thread blocks, as worker threads do, must reach the child.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var id: pid_t = 0
    let code = posix_spawnp(&id, program, &actions, &attributes, &argv, &envp)
    return (code, id)
  }

  private static func executablePath() -> String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
