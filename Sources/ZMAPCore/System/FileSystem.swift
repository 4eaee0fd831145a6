import CSystem
import Glibc

/// What the kernel says of a file.
package struct FileStatus: Equatable, Sendable {
  package enum Kind: Sendable { case regular, directory, symbolicLink, other }

  package let kind: Kind
  package let size: Int64
  /// Nanoseconds since 1970.
  package let modified: Int64
  package let accessed: Int64
  package let device: UInt64
  package let inode: UInt64
  package let links: Int

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    accessed = Int64(status.st_atim.tv_sec) * 1_000_000_000 + Int64(status.st_atim.tv_nsec)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    links = Int(status.st_nlink)
  }
}

/// Operations on paths, each one system call or a few.
package enum FileSystem {
  /// What `path` is, or nil when nothing is there.
  ///
  /// - Parameter following: false to look at a symbolic link itself.
  package static func status(_ path: String, following: Bool = true) throws(Failure) -> FileStatus? {
    var status = Glibc.stat()
    guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Failure(.find, path, errno: errno)
    }
    return FileStatus(status)
  }

  /// Whether something is there, as far as can be told.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package static func isDirectory(_ path: String) -> Bool {
    (try? status(path))?.kind == .directory
  }

  /// Whether files can be made in `path`, or in the nearest directory above it that exists.
  package static func isWritable(_ path: String) -> Bool {
    var path = path
    while !exists(path) {
      let parent = Path.parent(path)
      if parent == path { return false }
      path = parent
    }
    return isDirectory(path) && access(path, W_OK | X_OK) == 0
  }

  /// Makes `path` and the directories above it.
  package static func makeDirectory(_ path: String) throws(Failure) {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == EEXIST || code == EISDIR {
      if isDirectory(path) { return }
      throw Failure(.create, path, errno: ENOTDIR)
    }
    let parent = Path.parent(path)
    guard code == ENOENT, parent != path else { throw Failure(.create, path, errno: code) }
    try makeDirectory(parent)
    // Another process may have been faster.
    if mkdir(path, 0o777) != 0 && errno != EEXIST { throw Failure(.create, path, errno: errno) }
  }

  /// Puts `source` in the place of `target` at once. The corresponding C function is `rename`.
  package static func rename(_ source: String, to target: String) throws(Failure) {
    guard Glibc.rename(source, target) == 0 else { throw Failure(.create, target, errno: errno) }
  }

  /// Gives a file a second name. The corresponding C function is `link`.
  package static func link(_ source: String, as target: String) throws(Failure) {
    guard Glibc.link(source, target) == 0 else { throw Failure(.create, target, errno: errno) }
  }

  /// Removes a file; one that is not there is no failure.
  package static func remove(_ path: String) throws(Failure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw Failure(.remove, path, errno: errno) }
  }

  /// Removes an empty directory; one that is not there is no failure.
  package static func removeDirectory(_ path: String) throws(Failure) {
    guard rmdir(path) == 0 || errno == ENOENT else { throw Failure(.remove, path, errno: errno) }
  }

  /// The names in a directory, sorted by code point, without `.` and `..`; none if it is not there.
  package static func names(in path: String) throws(Failure) -> [String] {
    guard let stream = opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw Failure(.read, path, errno: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    // Bytes of UTF-8 sort as the code points do.
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes the names in a directory survive a power cut; where a directory can't be opened, nothing is done.
  package static func synchronize(directory path: String) {
    let descriptor = zmap_open(path, O_RDONLY | O_DIRECTORY, 0)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Bytes that an ordinary user may still write in the file system of `path`; nil when it can't be told.
  package static func freeBytes(_ path: String) -> Int64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }
}
