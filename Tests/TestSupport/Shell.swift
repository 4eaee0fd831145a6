import ZMAPCore

/// What a finished shell command left.
package struct Outcome: Equatable, Sendable {
  package var output: String
  package var errors: String
  /// The exit status, or 128 + the number of the signal that ended it.
  package var status: Int32

  package init(output: String, errors: String, status: Int32) {
    self.output = output
    self.errors = errors
    self.status = status
  }
}

/// Runs shell scripts as a user would: the built commands first in `PATH`, a home of their own, plain
/// locale, 80 columns.
package struct Shell: Sendable {
  package let directory: String
  package var environment: [String: String]

  /// - Parameter directory: where scripts run; `home` is made in it for `HOME`.
  package init(_ directory: String) throws {
    self.directory = directory
    try FileSystem.makeDirectory(Path.join(directory, "home"))
    let inherited = Environment.process["PATH"] ?? "/usr/bin:/bin"
    environment = [
      "PATH": "\(Repository.binaries):\(inherited)", "HOME": Path.join(directory, "home"), "LC_ALL": "C",
      "COLUMNS": "80", "TMPDIR": directory, "ROOT": Repository.root,
      "FIXTURES": Path.join(Repository.root, "Tests/Fixtures"),
      "ZMAP_DRIVE": Path.join(directory, "no-drive"),
    ]
  }

  /// Runs `script` with bash; stdin is empty. Output goes through files, so that nothing can fill up.
  package func run(_ script: String) throws -> Outcome {
    let streams = try TemporaryDirectory()
    let (out, err) = (streams.file("out"), streams.file("err"))
    let wrapper = #"cd "$0" && exec bash -c "$1" < /dev/null > "$2" 2> "$3""#
    let (status, _) = try Child.run(
      ["bash", "-c", wrapper, directory, script, out, err], Environment(environment))
    return Outcome(output: try Shell.text(out), errors: try Shell.text(err), status: status)
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try AtomicFile.read(path, limit: 1 << 30) ?? [], as: UTF8.self)
  }
}
