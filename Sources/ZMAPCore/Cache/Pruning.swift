/// What is to go, by rules: chosen from an inventory, without touching anything.
///
/// Only what can come again goes by a rule: unfinished downloads that nobody works on, leftovers in `.zmap`, and
/// finished files that have a record or a published name and that nobody but this toolkit changed.
package struct Pruning: Sendable {
  package struct Rules: Equatable, Sendable {
    /// Unfinished downloads.
    package var partial: Bool
    /// Leftovers: records without their file, packed tables without their zip, quarantined files, temporary files.
    package var orphans: Bool
    /// Datasets of which a later version is here.
    package var oldVersions: Bool
    /// Seconds since the last use; limits the other rules, and stands for finished files without them.
    package var olderThan: Int64?
    /// Bytes that finished files may take; the least recently used go first.
    package var maxSize: Int64?

    package init(
      partial: Bool = false, orphans: Bool = false, oldVersions: Bool = false, olderThan: Int64? = nil,
      maxSize: Int64? = nil
    ) {
      self.partial = partial
      self.orphans = orphans
      self.oldVersions = oldVersions
      self.olderThan = olderThan
      self.maxSize = maxSize
    }

    package var isEmpty: Bool { self == Rules() }
  }

  private let rules: Rules
  /// In nanoseconds since 1970.
  private let now: Int64

  package init(_ rules: Rules, now: Int64) {
    self.rules = rules
    self.now = now
  }

  /// What the rules choose, each thing once.
  ///
  /// - Parameter diagnostics: is told of large files that would go but can't come again.
  package func choose(from inventory: Inventory, _ diagnostics: Diagnostics) throws(Failure) -> [Removal] {
    let files = inventory.files.filter(\.place.isOurs)
    var chosen: [Removal] = []
    if rules.partial {
      chosen += files.filter(isAbandoned).map { Removal($0, reason: "unfinished download") }
    }
    if rules.orphans { chosen += try orphans(of: files, inventory.places) }
    if rules.oldVersions { chosen += superseded(files) }
    if let age = rules.olderThan {
      if !rules.partial && !rules.orphans && !rules.oldVersions && rules.maxSize == nil {
        chosen += finished(files, diagnostics).map { Removal($0, reason: "") }
      }
      chosen = chosen.filter { isOld($0.lastUsed, age) }.map { removal in
        removal.reason.isEmpty ? removal.because("not used for \(Age.text(idle(removal.lastUsed)))") : removal
      }
    }
    if let limit = rules.maxSize {
      chosen += over(limit, files, diagnostics, without: Set(chosen.map(\.path)))
    }
    return chosen
  }

  private func idle(_ lastUsed: Int64) -> Int64 { max(0, (now - lastUsed) / 1_000_000_000) }

  private func isOld(_ lastUsed: Int64, _ age: Int64) -> Bool { idle(lastUsed) >= age }

  private func isAbandoned(_ file: KeptFile) -> Bool {
    file.part.map { !$0.isInUse } ?? false
  }

  /// Finished files that a rule may take.
  private func finished(_ files: [KeptFile], _ diagnostics: Diagnostics) -> [KeptFile] {
    files.filter { file in
      guard file.part == nil, file.status != .missing else { return false }
      let isReplaceable = file.record != nil || Version.of(file.fileName) != nil || file.published != nil
      if !isReplaceable || file.status == .modified && !file.isCurrent {
        diagnostics.detail("left alone, since it may not come again: \(file.path)")
        return false
      }
      return true
    }
  }

  /// The least recently used, until the rest fits.
  private func over(
    _ limit: Int64, _ files: [KeptFile], _ diagnostics: Diagnostics, without gone: Set<String>
  ) -> [Removal] {
    let left = files.filter { !gone.contains($0.path) && $0.part == nil }
    var total = left.reduce(0) { $0 + ($1.bytes ?? 0) }
    var chosen: [Removal] = []
    for file in finished(left, diagnostics).sorted(by: { $0.lastUsed < $1.lastUsed }) where total > limit {
      if let age = rules.olderThan, !isOld(file.lastUsed, age) { break }
      chosen.append(Removal(file, reason: "more than \(ByteSize.text(limit)) kept"))
      total -= file.bytes ?? 0
    }
    if total > limit {
      diagnostics.warn("\(ByteSize.text(total)) stay: what is left may not be removed by a rule")
    }
    return chosen
  }

  /// Datasets of which a later version is here and whole.
  private func superseded(_ files: [KeptFile]) -> [Removal] {
    var latest: [String: (version: Version, fileName: String)] = [:]
    for file in files where file.isUsable {
      guard let version = Version.of(file.fileName) else { continue }
      if let known = latest[version.kind], known.version.date >= version.date { continue }
      latest[version.kind] = (version, file.fileName)
    }
    return files.compactMap { file in
      guard file.part == nil, file.status != .missing, file.status != .modified || file.isCurrent,
        let version = Version.of(file.fileName), let last = latest[version.kind],
        version.date < last.version.date
      else { return nil }
      return Removal(file, reason: "superseded by \(last.fileName)")
    }
  }

  /// Kind and date in the name of a dataset, as in `ZMAP_251209_processed_slim.h5ad`.
  private struct Version {
    let kind: String
    let date: String

    static func of(_ fileName: String) -> Version? {
      guard fileName.hasPrefix("ZMAP_"), fileName.hasSuffix(".h5ad") else { return nil }
      let body = fileName.dropFirst(5).dropLast(5)
      let date = body.prefix(6)
      guard date.utf8.count == 6, date.utf8.allSatisfy({ (48...57).contains($0) }),
        body.dropFirst(6).hasPrefix("_"), DatasetKind(rawValue: String(body.dropFirst(7))) != nil
      else { return nil }
      return Version(kind: String(body.dropFirst(7)), date: String(date))
    }
  }

  /// Temporary files younger than this may still be in use.
  private static let temporaryAge: Int64 = 86_400

  private func orphans(of files: [KeptFile], _ places: [Places.Place]) throws(Failure) -> [Removal] {
    var found = files.filter { $0.status == .missing }.map { Removal($0, reason: "record without its file") }
    for place in places where place.isOurs {
      let own = PrivateDirectory(of: place.directory)
      let present = try FileSystem.names(in: place.directory)
      found += try loose(in: own.quarantine, "quarantined") { _, _ in true }
      found += try loose(in: own.packed, "packed table without its file") { name, _ in
        !present.contains { name.hasPrefix($0) }
      }
      for directory in [own.records, own.packed] {
        found += try loose(in: directory, "temporary file") { name, lastUsed in
          name.hasSuffix(".tmp") && isOld(lastUsed, Pruning.temporaryAge)
        }
      }
      found += try loose(in: place.directory, "temporary file") { name, lastUsed in
        Pruning.isTemporary(name) && isOld(lastUsed, Pruning.temporaryAge)
      }
    }
    var seen = Set<String>()
    return found.filter { seen.insert($0.path).inserted }
  }

  /// What a killed command may leave beside the finished files: `.x.h5ad.zmap-tmp.123` of a copy to its place,
  /// `x.h5ad.123-456.tmp` of zmap-tpmlog's `--output`.
  private static func isTemporary(_ name: String) -> Bool {
    if name.hasPrefix(".") && name.contains(".zmap-tmp.") { return true }
    guard name.hasSuffix(".tmp"), let tail = name.dropLast(4).split(separator: ".").last,
      name.contains(".h5ad.")
    else { return false }
    let numbers = tail.split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  private func loose(
    in directory: String, _ reason: String, where isLoose: (String, Int64) -> Bool
  ) throws(Failure) -> [Removal] {
    var found: [Removal] = []
    for name in try FileSystem.names(in: directory) {
      let path = Path.join(directory, name)
      guard let status = try FileSystem.status(path, following: false) else { continue }
      let removal = Removal(loose: path, status, reason: reason)
      if isLoose(name, removal.lastUsed) { found.append(removal) }
    }
    return found
  }
}
