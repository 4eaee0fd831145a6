/// What is kept in all places: the names that the atlas publishes, whatever has a record, H5AD files and zipped
/// tables, and unfinished downloads. Anything else in those directories is not ours and is not seen.
package struct Inventory: Sendable {
  /// In the order of the places; within one, finished files by name and then unfinished ones.
  package private(set) var files: [KeptFile] = []
  /// The places that exist, each directory once.
  package private(set) var places: [Places.Place] = []

  /// Looks into every place. Costs a few system calls a file, and for one that its record doesn't vouch for a
  /// look at its first and last bytes.
  ///
  /// - Parameter diagnostics: is told of what can't be looked at; the rest is listed all the same.
  package init(_ places: Places, _ diagnostics: Diagnostics) {
    var seen = Set<[UInt64]>()
    for place in places.all() {
      do throws(Failure) {
        // Two names of one directory make one place.
        guard let directory = try FileSystem.status(place.directory),
          seen.insert([directory.device, directory.inode]).inserted
        else { continue }
        self.places.append(place)
        try look(into: place, diagnostics)
      } catch {
        diagnostics.report(error)
      }
    }
  }

  /// The files that `name` means: a kind, a level, a file's name, or a path to one.
  package func named(_ name: String) -> [KeptFile] {
    if name.utf8.contains(UInt8(ascii: "/")) {
      guard let directory = try? Path.real(Path.parent(name)) else { return [] }
      let path = Path.join(directory, Path.name(name))
      return files.filter {
        Path.name($0.path).hasSameBytes(as: Path.name(path)) && $0.realPath?.hasSameBytes(as: path) == true
      }
    }
    return files.filter { $0.name.hasSameBytes(as: name) || $0.fileName.hasSameBytes(as: name) }
  }

  private mutating func look(into place: Places.Place, _ diagnostics: Diagnostics) throws(Failure) {
    let own = PrivateDirectory(of: place.directory)
    let listed = try FileSystem.names(in: place.directory)
    let records = try FileSystem.names(in: own.records).filter { $0.hasSuffix(".json") }.map {
      String($0.dropLast(5))
    }
    let (present, recorded) = (Set(listed), Set(records))
    // In order of their bytes, and told apart by them: to the kernel two spellings of é are two names.
    let names = (listed.filter(Inventory.isOurs) + records).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for (index, name) in names.enumerated() where index == 0 || !name.hasSameBytes(as: names[index - 1]) {
      do throws(Failure) {
        let file = present.contains(name) ? try FileSystem.status(Path.join(place.directory, name)) : nil
        let record = recorded.contains(name) ? CacheRecord.read(name, in: place.directory) : nil
        guard file?.kind == .regular || file == nil && record != nil else { continue }
        files.append(
          try KeptFile(
            name, in: place, file: file, record: record, hasJournal: present.contains(name + ".zmap-journal"))
        )
      } catch {
        // What was removed while it was looked at is not there.
        if FileSystem.exists(Path.join(place.directory, name)) { diagnostics.report(error) }
      }
    }
    files += PartFile.all(in: own).map { KeptFile($0, in: place) }
  }

  private static func isOurs(_ name: String) -> Bool {
    !name.hasPrefix(".") && (name.hasSuffix(".h5ad") || name.hasSuffix(".csv.zip"))
  }
}

extension KeptFile {
  /// `path` with the links in its directory followed, but not a link that the file itself may be.
  fileprivate var realPath: String? {
    (try? Path.real(Path.parent(path))).map { Path.join($0, Path.name(path)) }
  }
}
