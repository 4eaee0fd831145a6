import ZMAPCore

/// Runs the zmap-fetch that stands beside this command: only that one opens connections.
package struct Fetcher {
  package struct Options: Sendable {
    package var offline = false
    package var refresh = false
    package var baseURL: String?
    /// `-q` or `-v`, as this command was given it.
    package var talk: [String] = []

    package init() {}
  }

  package let options: Options
  private let environment: Environment

  init(_ options: Options, _ session: Session) {
    self.options = options
    environment = session.environment
  }

  /// The path of a level's zip, fetched. What goes wrong zmap-fetch says itself; its status becomes ours.
  func fetch(_ level: MarkerLevel) throws -> String {
    guard let program = Child.sibling("zmap-fetch", environment) else {
      throw Failure(
        .noInput, .find, "zmap-fetch",
        "not beside zmap-markers, not in PATH, and \(level.rawValue) is not cached")
    }
    var arguments = [program, "--markers", level.rawValue] + options.talk
    if options.offline { arguments.append("--offline") }
    if options.refresh { arguments.append("--refresh") }
    if let base = options.baseURL { arguments += ["--base-url", base] }
    let (status, output) = try Child.run(arguments, environment, capturing: true)
    try Signals.check()
    guard status == 0 else {
      throw ExitStatus(rawValue: status)
        ?? Failure(.unavailable, .download, level.rawValue, "zmap-fetch ended with status \(status)")
        as any Error
    }
    guard let line = output.split(separator: UInt8(ascii: "\n")).last else {
      throw Failure(.bug, .download, level.rawValue, "zmap-fetch printed no path")
    }
    return String(decoding: line, as: UTF8.self)
  }
}
