import H5AD
import ZMAPCore

extension Session {
  /// Opens an H5AD file, and says so if an interrupted write had to be undone first.
  func open(_ path: String) throws(Failure) -> AnnDataFile {
    let file = try AnnDataFile(reading: path)
    if file.hdf5.recovery != .none { diagnostics.inform("undid a write into '\(path)' that was cut short") }
    return file
  }

  /// Writes rows for as long as standard output takes them.
  func rows(_ writer: RowWriter) -> ([Value]) throws -> Void {
    { values in
      if output.isBroken { try output.flush() }
      writer.row(values)
    }
  }
}
