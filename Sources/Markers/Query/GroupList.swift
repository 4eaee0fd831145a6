import ZMAPCore

/// Names of groups from a file, one a line, as the bytes they are.
package enum GroupList {
  /// - Parameter path: `-` for stdin.
  package static func read(_ path: String) throws(Failure) -> [[UInt8]] {
    let file = path == "-" ? nil : try File(path)
    var input = LineInput(descriptor: file?.descriptor ?? 0, name: file?.path ?? "standard input")
    var names: [[UInt8]] = []
    while let line = input.next() {
      if !line.isEmpty { names.append(line) }
    }
    if let failure = input.failure { throw failure }
    return names
  }
}
