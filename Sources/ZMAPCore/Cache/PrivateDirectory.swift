/// `.zmap/` in a directory of visible files: everything of ours that is not a finished file. Removing it
/// loses resume state and provenance, never data.
package struct PrivateDirectory: Equatable, Sendable {
  /// The directory of the visible files.
  package let visible: String

  package init(of visible: String) { self.visible = visible }

  package var path: String { Path.join(visible, ".zmap") }
  /// Records, one JSON file a visible file.
  package var records: String { Path.join(path, "meta") }
  /// Unfinished downloads, each a directory (`PartFile`).
  package var parts: String { Path.join(path, "part") }
  /// What failed verification, kept for a look.
  package var quarantine: String { Path.join(path, "quarantine") }
  /// Packed marker tables, rebuilt at will.
  package var packed: String { Path.join(path, "packed") }

  package func record(of name: String) -> String { Path.join(records, name + ".json") }

  /// What the file system's clock says, in nanoseconds since 1970; nil where nothing can be written.
  package func now() -> Int64? {
    guard let file = try? File(Path.join(parts, ".clock"), .create), file.touch() else { return nil }
    return try? file.status().modified
  }

  /// Makes one of the directories above, with the tag that keeps backups away and git blind to it.
  package func make(_ directory: String) throws(Failure) {
    try FileSystem.makeDirectory(directory)
    let tag = Path.join(path, "CACHEDIR.TAG")
    guard !FileSystem.exists(tag) else { return }
    try AtomicFile.write(
      Array("Signature: 8a477f597d28d172789f06886806bc55\n# zmap keeps downloads and records here.\n".utf8),
      to: tag)
    try AtomicFile.write(Array("*\n".utf8), to: Path.join(path, ".gitignore"))
  }
}
