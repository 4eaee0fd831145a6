/// Where things are kept: exactly where zmap-tools keeps them, so that either finds what the other fetched.
///
/// This folder says where a file is, whether it is whole, and what is recorded of it. It never opens a
/// connection and never reads what a file means.
package struct Places: Sendable {
  private let environment: Environment
  private let workingDirectory: String

  package init(_ environment: Environment) throws(Failure) {
    self.environment = environment
    workingDirectory = try Path.workingDirectory()
  }

  /// All directories of a kind of content, first the one that is written to, without repetition.
  ///
  /// `ZMAP_H5AD_DIR` or `ZMAP_MARKER_DIR` › Google Drive › the local directory; the read-only directories of
  /// `ZMAP_CACHE_PATH` stand before the defaults. H5ADs are also looked for in Drive's `zmap/h5ad` when only
  /// `MyDrive` exists, since zmap-tools writes there once `MyDrive/zmap` has come into being.
  package func directories(_ content: PublishedFile.Content) -> [String] {
    var seen = Set<String>()
    let own = own(content)
    return (own.prefix(1) + shared + own.dropFirst()).filter { seen.insert($0).inserted }
  }

  /// A directory in which files are kept.
  package struct Place: Equatable, Sendable {
    package let directory: String
    /// What is kept there; what the first use of the directory is for, where it serves both.
    package let content: PublishedFile.Content
    /// False for the directories of `ZMAP_CACHE_PATH`, which are somebody else's to look after.
    package let isOurs: Bool

    package init(directory: String, content: PublishedFile.Content, isOurs: Bool) {
      self.directory = directory
      self.content = content
      self.isOurs = isOurs
    }

    /// A directory that is none of the places.
    package init(elsewhere directory: String) {
      self.init(directory: directory, content: .h5ad, isOurs: true)
    }
  }

  /// Every directory in which anything may be kept, those for H5ADs first, without repetition.
  package func all() -> [Place] {
    let contents: [PublishedFile.Content] = [.h5ad, .markers]
    let ours = Set(contents.flatMap(own))
    var seen = Set<String>()
    return contents.flatMap { content in
      directories(content).filter { seen.insert($0).inserted }.map {
        Place(directory: $0, content: content, isOurs: ours.contains($0))
      }
    }
  }

  /// The directory that new files go to; it may not exist yet. Nil without any home directory.
  package func writable(_ content: PublishedFile.Content) -> String? {
    if let own = environment[content == .h5ad ? "ZMAP_H5AD_DIR" : "ZMAP_MARKER_DIR"] { return absolute(own) }
    // zmap-tools asks for `MyDrive/zmap` here and for `MyDrive` there.
    let witness = content == .h5ad ? Path.join(drive, "zmap") : drive
    return FileSystem.isDirectory(witness) ? Path.join(drive, subdirectory(content)) : local(content)
  }

  /// The directory that new files go to, or why there is none.
  package func destination(_ content: PublishedFile.Content) throws(Failure) -> String {
    guard let directory = writable(content) else {
      throw Failure(
        .cannotCreate, .find, "HOME", "no home directory to keep files in", hint: "ZMAP_MARKER_DIR=DIR")
    }
    return directory
  }

  /// Whether `directory` lies in Google Drive, which wants one sequential write a file.
  package func isOnDrive(_ directory: String) -> Bool { (directory + "/").hasPrefix(drive + "/") }

  private var shared: [String] {
    environment["ZMAP_CACHE_PATH"]?.split(separator: ":").map { absolute(String($0)) } ?? []
  }

  private func own(_ content: PublishedFile.Content) -> [String] {
    var found = [writable(content)]
    if FileSystem.isDirectory(drive) { found.append(Path.join(drive, subdirectory(content))) }
    found.append(local(content))
    return found.compactMap { $0 }
  }

  /// A local directory in which a file that is to lie in Google Drive is made and verified first; nil for other
  /// directories. Beside the mount, else where temporary files go.
  package func stage(for directory: String) -> String? {
    guard isOnDrive(directory) else { return nil }
    let beside = Path.join(Path.parent(Path.parent(drive)), ".zmap-stage")
    return FileSystem.isWritable(beside)
      ? beside : absolute(Path.join(environment.temporaryDirectory, ".zmap-stage"))
  }

  private var drive: String { absolute(environment["ZMAP_DRIVE"] ?? "/content/drive/MyDrive") }

  private func subdirectory(_ content: PublishedFile.Content) -> String {
    content == .h5ad ? "zmap/h5ad" : "zmap/markers"
  }

  private func local(_ content: PublishedFile.Content) -> String? {
    switch content {
    case .h5ad: Path.join(workingDirectory, "zmap/h5ad")
    case .markers: environment.home.map { absolute(Path.join($0, ".cache/zmap_tools")) }
    }
  }

  private func absolute(_ path: String) -> String { Path.absolute(path, from: workingDirectory) }
}
