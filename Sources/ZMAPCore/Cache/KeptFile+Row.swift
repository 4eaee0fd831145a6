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
