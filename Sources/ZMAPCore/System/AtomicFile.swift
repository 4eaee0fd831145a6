import Glibc

/// A small file that appears whole or not at all.
package enum AtomicFile {
  /// Writes `bytes` beside `path`, syncs and renames, so that a reader sees the old content or the new.
  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    // Not named after the file, whose name may be as long as names can be.
    let temporary = Path.join(Path.parent(path), ".\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp")
    do throws(Failure) {
      let file = try File(temporary, .createNew)
      var failure: Failure?
      bytes.withUnsafeBytes { buffer in
        do throws(Failure) { try file.write(buffer, at: 0) } catch { failure = error }
      }
      if let failure { throw failure }
      try file.synchronize()
      try file.close()
      try FileSystem.rename(temporary, to: path)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// All of a small file, or nil when it is not there.
  ///
  /// - Throws: `Failure` when it can't be read or is larger than `limit` bytes.
  package static func read(_ path: String, limit: Int = 1 << 24) throws(Failure) -> [UInt8]? {
    let file: File
    do throws(Failure) { file = try File(path) } catch {
      if FileSystem.exists(path) { throw error }
      return nil
    }
    let size = try file.status().size
    guard size <= Int64(limit) else { throw Failure(.badData, .read, path, "larger than \(limit) bytes") }
    return try file.bytes(at: 0, count: Int(size))
  }
}
