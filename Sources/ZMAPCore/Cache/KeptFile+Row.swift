extension KeptFile {
  /// The columns of a list of kept files.
  package static let columns = ["name", "type", "path", "bytes", "status", "fetched_at", "url", "sha256"]

  package var values: [Value] {
    [
      .text(name), .text(content.rawValue), .text(path), .optional(bytes), .text(status.rawValue),
      .optional(record?.fetchedAt), .optional(url), .optional(sha256),
    ]
  }
}

extension Inventory {
  /// What `names` mean, or everything without any; a path may lead to a file outside the places. A name of
  /// which nothing is here is reported.
  package func selected(_ names: [String], _ diagnostics: Diagnostics) -> [KeptFile] {
    guard !names.isEmpty else { return files }
    var seen = Set<String>()
    return names.flatMap { name in
      var found = named(name)
      if found.isEmpty, name.utf8.contains(UInt8(ascii: "/")),
        let directory = try? Path.real(Path.parent(name)),
        let file = try? KeptFile.look(at: Path.name(name), in: Places.Place(elsewhere: directory))
      {
        found = [file]
      }
      if !found.contains(where: { $0.status != .missing }) {
        diagnostics.report(Failure(.noInput, .find, name, "not cached"))
      }
      return found.filter { seen.insert($0.path).inserted }
    }
  }

  /// The file that a command would work with for `name`: the first in the order of the places that is whole.
  ///
  /// - Throws: `Failure` saying that there is none, or what is wrong with the one that is there.
  package func usable(_ name: String) throws(Failure) -> KeptFile {
    let found = named(name)
    if let file = found.first(where: \.isUsable) { return file }
    let reason = found.first.map { "\($0.status.rawValue): \($0.finding.detail)" } ?? "not cached"
    throw Failure(.noInput, .find, name, reason)
  }
}
