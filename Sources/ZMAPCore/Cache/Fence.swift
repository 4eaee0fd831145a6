/// What may be removed: paths that lie, links followed, in the places that this user's commands write to or in
/// their `.zmap`.
package struct Fence: Sendable {
  /// The places, links followed.
  private let roots: [String]

  package init(_ places: [Places.Place]) {
    roots = places.filter(\.isOurs).compactMap { try? Path.real($0.directory) }
  }

  /// The one path by which `path` may be removed.
  ///
  /// - Throws: `Failure` when it lies outside, or is a link that leads out.
  package func admitted(_ path: String) throws(Failure) -> String {
    let name = Path.name(path)
    let real = Path.join(try Path.real(Path.parent(path)), name)
    guard name != ".", name != "..", holds(real) else { throw outside(path) }
    // A link that leads nowhere is nobody's data.
    if try FileSystem.status(real, following: false)?.kind == .symbolicLink,
      let target = try? Path.real(real),
      !holds(target)
    {
      throw outside(path)
    }
    return real
  }

  private func holds(_ path: String) -> Bool {
    // Bytes, not text: to the kernel two spellings of é are two names.
    let parent = (Path.parent(path) + "/").utf8
    return roots.contains { root in
      parent.elementsEqual((root + "/").utf8) || parent.starts(with: Path.join(root, ".zmap/").utf8)
    }
  }

  private func outside(_ path: String) -> Failure {
    Failure(.noInput, .remove, path, "outside the cache directories", hint: "zmap-cache dir")
  }
}
