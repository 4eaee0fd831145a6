import CHDF5
import CSystem
import Glibc
import ZMAPCore

/// An open HDF5 file, and the same file as the kernel knows it.
package final class HDF5File {
  package let path: String
  /// For reads that go past the library; the descriptor stays open as long as this value.
  package let file: File
  package let size: Int64
  package let superblock: HDF5Superblock
  /// What an interrupted write had left, and what became of it when this value was made.
  package let recovery: Journal.Recovery
  package let handle: HDF5Handle

  /// Opens `path` for reading.
  ///
  /// The kernel opens it first, so that a missing or forbidden file is told in the kernel's words; then the
  /// superblock tells whether it is HDF5 and whole; only then comes the library. Works beside other readers
  /// and on file systems that are read-only or know no locks. A write into the file that was cut short is
  /// undone first, and `recovery` says so.
  /// The corresponding C function is `H5Fopen`.
  package convenience init(reading path: String) throws(Failure) {
    let recovery = try Journal.recover(path)
    let file = try HDF5File.openRegular(path, .read)
    let superblock = try HDF5File.examine(file)
    try HDF5File.lockShared(file)
    let unreadable = Failure(.badData, .open, path, "damaged")
    guard HDF5.isStarted else { throw Failure(.bug, .open, path, "the HDF5 library does not start") }
    let access = try HDF5Handle(
      H5Pcreate(zmap_h5p_file_access()), closedBy: H5Pclose, orThrow: unreadable)
    _ = zmap_h5p_lock_best_effort(access.id)
    HDF5File.prepareGuard(path)
    let id = HDF5.guarded { H5Fopen(path, zmap_h5f_read_only(), access.id) }
    try self.init(adopting: id, file: file, superblock: superblock, path: path, recovery: recovery)
  }

  /// Takes over `id`, a file that was opened in another way, such as through a driver of our own.
  ///
  /// - Parameter path: what failures call it.
  /// - Throws: `Failure` when `id` is none.
  package init(
    adopting id: hid_t, file: File, superblock: HDF5Superblock, path: String, recovery: Journal.Recovery
  ) throws(Failure) {
    handle = try HDF5Handle(id, closedBy: H5Fclose, orThrow: HDF5.failure(path, .open))
    self.path = path
    self.recovery = recovery
    self.file = file
    self.superblock = superblock
    size = try file.status().size
  }

  package var root: HDF5Group {
    get throws(Failure) {
      let id = HDF5.guarded { H5Gopen2(handle.id, "/", zmap_h5p_default()) }
      return try HDF5Group(HDF5Handle(id, closedBy: H5Gclose, orThrow: HDF5.failure(path)), "/", self)
    }
  }

  /// How a failure names an object of this file: `x.h5ad:/layers/tpm_log`.
  package func name(_ objectPath: String) -> String {
    objectPath == "/" ? path : "\(path):\(objectPath)"
  }

  /// Names the file in the line that the guard writes if the library crashes on it.
  package static func prepareGuard(_ path: String) {
    let text = "\(HDF5File.tool): cannot read '\(Diagnostics.printable(path))': "
    var bytes = Array(text.utf8.map(CChar.init(bitPattern:)))
    zmap_guard_describe(&bytes, bytes.count)
  }

  private static var tool: String {
    CommandLine.arguments.first.map(Path.name) ?? "zmap"
  }

  /// Opens a regular file; a directory, a pipe or a device is refused before anything waits for it.
  package static func openRegular(_ path: String, _ mode: File.Mode) throws(Failure) -> File {
    switch try FileSystem.status(path)?.kind {
    case .directory: throw Failure(.open, path, errno: EISDIR)
    case .other: throw Failure(.noInput, .open, path, "not a regular file")
    default: return try File(path, mode)
    }
  }

  /// Whether the file is HDF5, whole, and not of a kin format, told by its own first bytes.
  ///
  /// - Throws: `Failure` with status 65 when it is not.
  package static func examine(_ file: File, shownAs path: String? = nil) throws(Failure) -> HDF5Superblock {
    let path = path ?? file.path
    let size = try file.status().size
    guard size > 0 else { throw Failure(.badData, .open, path, "not an HDF5 file: it is empty") }
    let head = try file.bytes(at: 0, count: 8)
    if head.starts(with: "MuData".utf8) {
      throw Failure(.badData, .open, path, "a MuData file, not AnnData")
    }
    guard let superblock = try HDF5Superblock(file, size: size) else {
      throw Failure(.badData, .open, path, "not an HDF5 file")
    }
    guard superblock.endOfFile <= size else {
      throw Failure(
        .badData, .open, path, "truncated: \(size) of \(superblock.endOfFile) bytes are there")
    }
    return superblock
  }

  /// Makes sure that nobody is writing. A file system without locks is no obstacle; `HDF5_USE_FILE_LOCKING`
  /// set to FALSE, the library's own switch, holds here too.
  private static func lockShared(_ file: File) throws(Failure) {
    if let setting = Environment.process["HDF5_USE_FILE_LOCKING"], ["FALSE", "0"].contains(setting) {
      return
    }
    if retried({ flock(file.descriptor, LOCK_SH | LOCK_NB) }) != 0 && errno == EWOULDBLOCK {
      throw Failure(.tryAgain, .open, file.path, "another process is writing to it")
    }
  }
}
