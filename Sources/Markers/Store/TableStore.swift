import ZMAPCore

/// Where tables come from: this folder finds the zip of a level, fetches it if need be, and opens it by its
/// packed table, which it keeps beside it. It never changes a zip, and never opens a connection itself.
package struct TableStore {
  private let places: Places
  private let diagnostics: Diagnostics
  private let fetcher: Fetcher

  package init(_ session: Session, fetching options: Fetcher.Options) throws(Failure) {
    places = try Places(session.environment)
    diagnostics = session.diagnostics
    fetcher = Fetcher(options, session)
  }

  /// The table of a level: what is in the cache, else what zmap-fetch brings.
  package func table(of level: MarkerLevel) throws -> MarkerTable {
    if !fetcher.options.refresh {
      for directory in places.directories(.markers) {
        if let table = try cached(Path.join(directory, level.file.fileName), level) { return table }
      }
    }
    let path = try fetcher.fetch(level)
    return try kept(path, File(path), name: level.rawValue)
  }

  /// The table in a file that the user names; `-` is stdin. Nothing is kept of it.
  package func table(at path: String) throws -> MarkerTable {
    let name = path == "-" ? "standard input" : path
    return try TableStore.table(
      in: try WholeFile.read(path == "-" ? nil : try File(path), name: name), name: name)
  }

  /// The table in the bytes of a CSV or zip.
  package static func table(in bytes: [UInt8], name: String) throws -> MarkerTable {
    MarkerTable(try PackedTable(try rows(bytes, name)), name: name)
  }

  private func cached(_ path: String, _ level: MarkerLevel) throws -> MarkerTable? {
    guard try FileSystem.status(path)?.kind == .regular else { return nil }
    let file = try File(path)
    if let packed = try? PackedTable(PackedFile.path(of: path), of: try PackedFile.identity(of: file)) {
      return table(packed, path, file, level.rawValue)
    }
    guard case .whole(.zip) = try FileIntegrity.of(path) else {
      diagnostics.warn("'\(path)' is not a whole zip and is passed over")
      return nil
    }
    return try kept(path, file, name: level.rawValue)
  }

  private func kept(_ path: String, _ file: File, name: String) throws -> MarkerTable {
    let identity = try PackedFile.identity(of: file)
    if let packed = try? PackedTable(PackedFile.path(of: path), of: identity) {
      return table(packed, path, file, name)
    }
    return table(try build(path, file), path, file, name)
  }

  private func table(_ packed: PackedTable, _ path: String, _ file: File, _ name: String) -> MarkerTable {
    MarkerTable(packed, name: name) { try build(path, file) }
  }

  /// Packs the table in `file` and keeps it if that can be.
  private func build(_ path: String, _ file: File) throws -> PackedTable {
    let identity = try PackedFile.identity(of: file)
    let bytes = try WholeFile.read(file, name: path)
    let target = PackedFile.path(of: path)
    let rows = try TableStore.rows(bytes, path)
    guard FileSystem.isWritable(Path.parent(target)) else { return try PackedTable(rows) }
    do {
      try PackedFile.write(rows, of: identity, to: target)
      return try PackedTable(target, of: identity)
    } catch let failure as Failure {
      diagnostics.detail("no packed table is kept: \(failure.object): \(failure.reason)")
    } catch is PackedFormat.Damaged {
      diagnostics.detail("the packed table '\(target)' was replaced by another")
    }
    return try PackedTable(rows)
  }

  private static func rows(_ bytes: [UInt8], _ name: String) throws -> MarkerRows {
    let text =
      ZipArchive.isZip(bytes) ? try ZipArchive.table(in: bytes, name: name) : bytes + [UInt8(ascii: "\n")]
    try Signals.check()
    return try MarkerRows.read(text, name: name)
  }
}
