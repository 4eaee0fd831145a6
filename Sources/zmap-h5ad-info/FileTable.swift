import ZMAPCore

/// Rows of one or several files; with several, a first column says of which.
final class FileTable {
  private let columns: [String]
  private let options: RowOptions
  private let session: Session
  private var writer: RowWriter?
  private var prefix: [Value] = []

  init(_ columns: [String], _ options: RowOptions, _ session: Session) {
    self.columns = columns
    self.options = options
    self.session = session
  }

  /// Rows from here on are of the file at `path`. The header is written with the first file that opens.
  func begin(_ path: String, _ isOneOfMany: Bool) {
    prefix = isOneOfMany ? [.text(path)] : []
    if writer == nil {
      writer = options.writer(isOneOfMany ? ["file"] + columns : columns, to: session.output)
    }
  }

  func row(_ values: [Value]) throws {
    if session.output.isBroken { try session.output.flush() }
    writer?.row(prefix + values)
  }
}
