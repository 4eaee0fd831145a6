import Glibc
import ZMAPCore

/// Puts a complete and verified file under its visible name.
enum Publication {
  /// Syncs and renames, so that whoever looks sees the old file or the new one; then the record.
  ///
  /// - Parameters:
  ///   - byCopy: one sequential copy instead of a rename, as Google Drive wants it.
  ///   - record: what is to be recorded of the file as it then is.
  static func publish(
    _ data: File, to target: String, byCopy: Bool = false, _ record: (FileStatus) -> CacheRecord
  ) throws {
    try data.synchronize()
    let directory = Path.parent(target)
    if byCopy {
      try copy(data, to: target)
    } else if rename(data.path, target) != 0 {
      let code = errno
      let status = try data.status()
      if code == EXDEV {
        try copy(data, to: target)
      } else if let there = try FileSystem.status(target), there.inode == status.inode,
        there.device == status.device
      {
        // The first try of a network file system succeeded, and only its answer got lost.
      } else {
        throw Failure(.create, target, errno: code)
      }
    }
    FileSystem.synchronize(directory: directory)
    // Somebody may have removed it again already, which is no failure of the download.
    if let status = try FileSystem.status(target) { try? record(status).write(in: directory) }
  }

  /// One sequential copy beside the target, then a rename: for another file system, and for those that do not
  /// like anything else.
  static func copy(_ data: File, to target: String) throws {
    let directory = Path.parent(target)
    let temporary = Path.join(directory, ".\(Path.name(target)).zmap-tmp.\(getpid())")
    do {
      let copy = try File(temporary, .createNew)
      try FileCopy.bytes(of: data, to: copy)
      try copy.synchronize()
      try copy.close()
      try FileSystem.rename(temporary, to: target)
    } catch {
      unlink(temporary)
      throw error
    }
  }
}
