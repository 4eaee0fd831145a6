import Glibc

/// Environment variables, read once; tests hand in their own.
package struct Environment: Sendable {
  private let values: [String: String]

  package init(_ values: [String: String]) { self.values = values }

  /// This process's variables.
  package static var process: Environment {
    var values: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        values[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return Environment(values)
  }

  /// The value of `name`; an empty one counts as absent.
  package subscript(name: String) -> String? {
    values[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The home directory: `HOME`, else what the user database says.
  package var home: String? {
    if let home = self["HOME"] { return home }
    guard let entry = getpwuid(getuid()), let directory = entry.pointee.pw_dir else { return nil }
    return String(cString: directory)
  }

  /// Where temporary files go: `TMPDIR`, else `/tmp`.
  package var temporaryDirectory: String { self["TMPDIR"] ?? "/tmp" }

  /// All variables as `NAME=value`, for a child process.
  package var assignments: [String] { values.map { "\($0.key)=\($0.value)" } }
}
