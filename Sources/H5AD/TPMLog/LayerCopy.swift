import CSystem
import Glibc
import ZMAPCore

/// A copy of a file, changed before anybody sees it: made beside its place under another name, and renamed.
package struct LayerCopy {
  package let source: String
  package let output: String
  /// Whether a file at `output` is replaced.
  package let replaces: Bool

  package init(source: String, output: String, replaces: Bool) {
    self.source = source
    self.output = output
    self.replaces = replaces
  }

  /// Copies, lets `change` work on the copy, and puts it in place.
  ///
  /// The copy shares the source's blocks where the file system can. Neither the bytes of the source nor its
  /// time of change are touched. On failure nothing is left at `output`.
  package func make(_ change: (String) throws -> Void) throws {
    try Journal.recover(source)
    let original = try HDF5File.openRegular(source, .read)
    _ = try HDF5File.examine(original, shownAs: source)
    if let there = try FileSystem.status(output) {
      let own = try original.status()
      if there.inode == own.inode && there.device == own.device {
        throw Failure(.usage, .write, output, "it is the source itself")
      }
      guard replaces else {
        throw Failure(.cannotCreate, .create, output, Failure.message(EEXIST), hint: "--force")
      }
      // A journal beside it must not meet the file that takes its place.
      try Journal.recover(output)
    }
    let temporary = "\(output).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    do {
      let copy = try File(temporary, .createNew)
      try LayerCopy.copy(original, to: copy)
      try change(temporary)
      try Signals.check()
      try copy.synchronize()
      try copy.close()
      try FileSystem.rename(temporary, to: output)
      FileSystem.synchronize(directory: Path.parent(output))
    } catch {
      try? FileSystem.remove(temporary)
      throw error
    }
  }

  private static func copy(_ source: File, to target: File) throws {
    if zmap_clone(target.descriptor, source.descriptor) == 0 { return }
    let size = try source.status().size
    var done: Int64 = 0
    while done < size {
      try Signals.check()
      var (from, to) = (done, done)
      let count = retried {
        zmap_copy_range(source.descriptor, &from, target.descriptor, &to, Int(min(size - done, 1 << 26)))
      }
      if count <= 0 {
        if count < 0, [ENOSPC, EDQUOT, EFBIG, EIO].contains(errno) {
          throw Failure(.write, target.path, errno: errno)
        }
        break
      }
      done += Int64(count)
    }
    // Some file systems can't copy by themselves.
    let scratch = Scratch()
    let buffer = scratch.room(1 << 20)
    while done < size {
      try Signals.check()
      let count = try source.read(into: buffer, at: done)
      guard count > 0 else { throw Failure(.tryAgain, .read, source.path, "it became shorter meanwhile") }
      try target.write(UnsafeRawBufferPointer(rebasing: buffer.prefix(count)), at: done)
      done += Int64(count)
    }
  }
}
