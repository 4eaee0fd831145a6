import Glibc

/// An unfinished download: the directory `<name>.<key>.part` in `.zmap/part`, with the bytes in `data` and
/// what is known of them in `map`.
///
/// The key stands for URL, ETag and size, so that bytes of two versions never meet. A process owns a part by
/// renaming its directory to `<name>.<key>.<process>.part`: one rename takes both files, and of several
/// processes that try exactly one succeeds, whatever locks do on that file system.
package struct PartFile: Equatable, Sendable {
  /// Who may write it.
  package enum Owner: Equatable, Sendable {
    case nobody
    /// A process that works on it.
    case live(ProcessIdentity)
    /// A process that ended, or gave no sign for `PartFile.patience`.
    case dead(ProcessIdentity)
  }

  /// Silence after which an owner that can't be looked for, or does not run on, loses its part.
  package static let patience: Int64 = 300
  /// How often an owner gives a sign at least, in seconds.
  package static let heartbeat: Int64 = 15

  /// The key of a claim without bytes: a process that is about to ask for the file.
  package static let intention = "000000000000"

  package let place: PrivateDirectory
  /// The visible name, shortened where it is too long for a name with a key behind it.
  package let stem: String
  /// 12 lower-case hexadecimal digits.
  package let key: String
  package let process: ProcessIdentity?

  package init(_ place: PrivateDirectory, name: String, key: String, process: ProcessIdentity? = nil) {
    self.place = place
    stem = PartFile.stem(of: name)
    self.key = key
    self.process = process
  }

  private init?(_ place: PrivateDirectory, directoryName: String) {
    guard directoryName.hasSuffix(".part") else { return nil }
    var parts = directoryName.dropLast(5).split(separator: ".", omittingEmptySubsequences: false)
    process = parts.last.flatMap { ProcessIdentity($0) }
    if process != nil { parts.removeLast() }
    guard let key = parts.popLast(), key.utf8.count == 12, key.utf8.allSatisfy(PartFile.isHexadecimal),
      !parts.isEmpty
    else { return nil }
    self.place = place
    self.key = String(key)
    stem = parts.joined(separator: ".")
  }

  /// The directory.
  package var path: String {
    Path.join(place.parts, [stem, key, process?.text, "part"].compactMap { $0 }.joined(separator: "."))
  }
  package var data: String { Path.join(path, "data") }
  package var map: String { Path.join(path, "map") }

  /// Whether this is a part of the visible file `name`.
  package func belongs(to name: String) -> Bool { stem == PartFile.stem(of: name) }

  /// All parts in a directory of visible files, of whatever name.
  package static func all(in place: PrivateDirectory) -> [PartFile] {
    let names = (try? FileSystem.names(in: place.parts)) ?? []
    return names.compactMap { PartFile(place, directoryName: $0) }
  }

  /// Who owns it now. Ages are taken from the file system's own clock, since those of two machines differ.
  package func owner() -> Owner {
    guard let process else { return .nobody }
    if process.isOnThisHost && !process.isRunning { return .dead(process) }
    guard let sign = lastSign, let now = place.now() else { return .live(process) }
    return now - sign > PartFile.patience * 1_000_000_000 ? .dead(process) : .live(process)
  }

  /// Takes the part for this process.
  ///
  /// - Returns: the part under its new name, or nil when it is gone: another process was faster.
  package func claimed() throws(Failure) -> PartFile? {
    // First the sign of life, then the name: nobody may see a fresh claim that looks old.
    giveSign()
    let mine = PartFile(self, process: .current)
    guard Glibc.rename(path, mine.path) == 0 else {
      if errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST { return nil }
      throw Failure(.create, mine.path, errno: errno)
    }
    return mine
  }

  /// Gives the part back for whoever comes next. Where one of that key already lies there the name stays, and
  /// is adopted once this process has ended.
  package func release() {
    _ = Glibc.rename(path, PartFile(self, process: nil).path)
  }

  /// Tells others that the owner still works on it.
  package func giveSign() { utimensat(AT_FDCWD, path, nil, 0) }

  /// Whether the directory is still under this name: an owner that looked dead may have lost it.
  package func isStillMine(data file: File) -> Bool {
    guard let named = try? FileSystem.status(data), let open = try? file.status() else { return false }
    return named.inode == open.inode && named.device == open.device
  }

  package func remove() throws(Failure) {
    for name in try FileSystem.names(in: path) { try FileSystem.remove(Path.join(path, name)) }
    guard rmdir(path) == 0 || errno == ENOENT else { throw Failure(.remove, path, errno: errno) }
  }

  private init(_ other: PartFile, process: ProcessIdentity?) {
    place = other.place
    stem = other.stem
    key = other.key
    self.process = process
  }

  private var lastSign: Int64? {
    [path, data, map].compactMap { try? FileSystem.status($0)?.modified }.max()
  }

  private static func stem(of name: String) -> String {
    guard name.utf8.count > 180 else { return name }
    // Cut between characters; what was cut is told apart by the key and the map.
    var short = Substring(name)
    while short.utf8.count > 180 { short.removeLast() }
    return String(short)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte)
  }
}
