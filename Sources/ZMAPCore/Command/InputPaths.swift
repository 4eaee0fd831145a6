import Glibc

/// The files that a command is to work on.
package enum InputPaths {
  /// The arguments, or with none (or `-` among them) what stdin names, one path a line.
  ///
  /// - Throws: `Failure` when there are no arguments and stdin is a terminal, where nobody would type paths.
  package static func named(_ arguments: [String]) throws(Failure) -> [String] {
    if arguments.isEmpty && isatty(0) == 1 {
      throw Failure(.usage, .parse, "the command line", "no file is named, and none comes on standard input")
    }
    var paths: [String] = []
    for argument in arguments.isEmpty ? ["-"] : arguments {
      if argument == "-" { paths += try LineInput.names() } else { paths.append(argument) }
    }
    return paths
  }
}
