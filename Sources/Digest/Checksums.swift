import ZMAPCore

/// Lines that `sha256sum -c` takes.
package struct Checksums {
  private let reader: ContentReader

  private let diagnostics: Diagnostics

  package init(_ diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
    reader = ContentReader(diagnostics)
  }

  /// Hands out the line of each file that is whole; what can't be read is reported, and the others follow.
  ///
  /// - Throws: `Interrupted` when a signal came.
  package func run(_ files: [KeptFile], line: (String) -> Void) throws {
    for file in files where file.status != .missing && file.status != .partial {
      try Signals.check()
      do {
        guard file.isUsable else {
          throw Failure(.badData, .verify, file.path, "\(file.status.rawValue): \(file.finding.detail)")
        }
        line(try self.line(of: file))
      } catch let failure as Failure {
        diagnostics.report(failure)
      }
    }
    reader.sayRate()
  }

  /// The line of a file, without its end: from its record where that tells of this very state, else read.
  ///
  /// - Throws: `Failure` when the file can't be read or changed meanwhile, `Interrupted` when a signal came.
  func line(of file: KeptFile) throws -> String {
    if let known = file.sha256 { return Checksums.line(known, file.path) }
    guard let content = try reader.read(file) else {
      throw Failure(.tryAgain, .read, file.path, "it changes while it is read")
    }
    // A digest is new knowledge only of the state that the record tells of.
    if file.isCurrent, var record = file.record {
      if record.changes == nil {
        record.sha256 = content.digest.sha256
      } else {
        record.changedSha256 = content.digest.sha256
      }
      ContentReader.keep(record, of: file)
    }
    return Checksums.line(content.digest.sha256, file.path)
  }

  /// The form of coreutils: a line whose path holds a backslash, newline or carriage return begins with a
  /// backslash, and those are written `\\`, `\n`, `\r`.
  package static func line(_ digest: String, _ path: String) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.utf8.count == path.utf8.count ? "\(digest)  \(path)" : "\\\(digest)  \(escaped)"
  }
}
