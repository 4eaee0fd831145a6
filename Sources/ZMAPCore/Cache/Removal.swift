/// Something to remove, and why.
package struct Removal: Sendable {
  private enum Subject {
    /// A visible file with all that belongs to it, a record without one, or an unfinished download.
    case kept(KeptFile)
    /// A file or directory in `.zmap` that belongs to nothing.
    case loose
  }

  private let subject: Subject
  package let path: String
  package let bytes: Int64
  package private(set) var reason: String
  package let lastUsed: Int64

  package init(_ file: KeptFile, reason: String) {
    subject = .kept(file)
    path = file.path
    bytes = file.bytes ?? 0
    lastUsed = file.lastUsed
    self.reason = reason
  }

  package init(loose path: String, _ status: FileStatus, reason: String) {
    subject = .loose
    self.path = path
    bytes = status.kind == .regular ? status.size : 0
    lastUsed = max(status.accessed, status.modified)
    self.reason = reason
  }

  /// The same for another reason.
  package func because(_ reason: String) -> Removal {
    var removal = self
    removal.reason = reason
    return removal
  }

  /// Removes it. Readers that have it open read on; a download of the same name that runs now is not disturbed.
  ///
  /// - Returns: false when it was gone, or another process took it, before.
  package func perform(within fence: Fence) throws(Failure) -> Bool {
    guard case .kept(let file) = subject else { return try remove(path, fence) }
    if let part = file.part {
      _ = try fence.admitted(part.path)
      if case .live(let process) = part.owner() {
        throw Failure(.tryAgain, .remove, path, "in use by process \(process.pid)")
      }
      guard let mine = try part.claimed() else { return false }
      try mine.remove()
      return true
    }
    if FileLock.isBeingWritten(path) {
      throw Failure(.tryAgain, .remove, path, "another process is writing to it")
    }
    let own = PrivateDirectory(of: file.place.directory)
    // The journal first: it would be applied to the next file of that name.
    _ = try remove(path + ".zmap-journal", fence)
    let isRemoved = try remove(path, fence)
    // A download may have put a new file in place since.
    if !FileSystem.exists(path) {
      _ = try remove(own.record(of: file.fileName), fence)
      for name in try FileSystem.names(in: own.packed) where name.hasPrefix(file.fileName) {
        _ = try remove(Path.join(own.packed, name), fence)
      }
    }
    return isRemoved || file.status == .missing
  }

  private func remove(_ path: String, _ fence: Fence) throws(Failure) -> Bool {
    guard let status = try FileSystem.status(path, following: false) else { return false }
    let real = try fence.admitted(path)
    guard status.kind == .directory else {
      try FileSystem.remove(real)
      return true
    }
    for name in try FileSystem.names(in: real) { try FileSystem.remove(Path.join(real, name)) }
    try FileSystem.removeDirectory(real)
    return true
  }
}
