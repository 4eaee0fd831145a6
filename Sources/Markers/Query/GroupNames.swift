import ZMAPCore

/// The groups of a table by name.
struct GroupNames {
  private let table: MarkerTable

  init(_ table: MarkerTable) { self.table = table }

  /// Places of the groups that are wanted, in output order.
  ///
  /// - Parameter wanted: nil for all groups. A name that is not there is warned of.
  /// - Throws: `Failure` when none is there; all but the last are reported.
  func places(_ wanted: [[UInt8]]?, _ diagnostics: Diagnostics) throws -> [Int] {
    let names = table.groupNames
    guard let wanted else { return Array(names.indices) }
    guard !wanted.isEmpty else { throw Failure(.noInput, .find, table.name, "no group is named") }
    var places: [[UInt8]: Int] = [:]
    for (place, name) in names.enumerated() {
      // What the command line can't hold, and what `--list-groups` had to escape.
      var escaped: [UInt8] = []
      TabSeparated.append(name, to: &escaped)
      places[Array(String(decoding: name, as: UTF8.self).utf8)] = place
      places[escaped] = place
    }
    for (place, name) in names.enumerated() { places[name] = place }
    var found: Set<Int> = []
    var unknown: [[UInt8]] = []
    for name in wanted {
      if let place = places[name] {
        found.insert(place)
      } else if !unknown.contains(name) {
        unknown.append(name)
      }
    }
    try complain(of: unknown, noneFound: found.isEmpty, diagnostics)
    return found.sorted()
  }

  private func complain(of unknown: [[UInt8]], noneFound: Bool, _ diagnostics: Diagnostics) throws {
    let known = table.groupNames.map { String(decoding: $0, as: UTF8.self) }
    let problems = unknown.map { name in
      let text = String(decoding: name, as: UTF8.self)
      return (text, "no such group in \(table.name)" + Nearest.phrase(text, in: known))
    }
    guard noneFound else {
      for (name, reason) in problems { diagnostics.warn("'\(name)': \(reason)") }
      return
    }
    let failures = problems.map { Failure(.noInput, .find, $0, $1) }
    for failure in failures.dropLast() { diagnostics.report(failure) }
    if let last = failures.last { throw last }
  }
}

/// The end of a sentence about a name that is not there.
enum Nearest {
  static func phrase(_ wanted: String, in names: [String]) -> String {
    let nearest = NearestNames.of(wanted, in: names)
    return nearest.isEmpty ? "" : "; nearest: \(nearest.map { "'\($0)'" }.joined(separator: ", "))"
  }
}
