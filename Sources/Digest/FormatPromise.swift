import ZMAPCore

/// What a file's name promises of its format.
enum FormatPromise {
  /// Why the file at `path` is not what its name says, or nil when it is or its name says nothing.
  static func objection(to path: String) throws(Failure) -> String? {
    let promised: FileIntegrity.Format
    if path.hasSuffix(".h5ad") {
      promised = .hdf5
    } else if path.hasSuffix(".zip") {
      promised = .zip
    } else {
      return nil
    }
    switch (try FileIntegrity.of(path), promised) {
    case (.whole(.hdf5), .hdf5), (.truncated(.hdf5, _), .hdf5), (.whole(.zip), .zip),
      (.truncated(.zip, _), .zip):
      return nil
    case (_, .hdf5): return "not an HDF5 file"
    case (_, .zip): return "not a zip file"
    }
  }
}
