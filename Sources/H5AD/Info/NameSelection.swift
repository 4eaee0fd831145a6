import ZMAPCore

/// Rows of a data frame (genes or cells) that were asked for by name, in the order asked.
package struct NameSelection {
  /// The rows, each once.
  package let rows: [Int]
  /// Their names.
  package let names: [String]

  /// All rows, in order.
  package init(all frame: DataFrame) throws {
    var names: [String] = []
    names.reserveCapacity(frame.rowCount)
    try frame.index.eachSlab { names += $1 }
    self.names = names
    rows = Array(names.indices)
  }

  /// The rows named `wanted`. A name asked for twice counts once; of a name that several rows bear, all are
  /// taken. A name that no row bears is warned of, with the nearest ones.
  ///
  /// - Throws: `Failure` with status 66 when none of them is there.
  package init(_ wanted: [String], in frame: DataFrame, what: String, _ diagnostics: Diagnostics) throws {
    var places: [String: [Int]] = [:]
    for name in wanted { places[name] = [] }
    try frame.index.eachSlab { first, texts in
      for (offset, text) in texts.enumerated() where places[text] != nil {
        places[text]?.append(first + offset)
      }
    }
    var rows: [Int] = []
    var names: [String] = []
    var unknown: [String] = []
    for name in wanted {
      guard let found = places.removeValue(forKey: name) else { continue }
      if found.isEmpty { unknown.append(name) }
      if found.count > 1 {
        diagnostics.warn("\(found.count) \(what)s are named '\(name)'; all of them are taken")
      }
      rows += found
      names += repeatElement(name, count: found.count)
    }
    self.rows = rows
    self.names = names
    if !unknown.isEmpty { try NameSelection.complain(unknown, in: frame, what, diagnostics) }
    if rows.isEmpty {
      throw Failure(
        .noInput, .find, wanted.first ?? "",
        wanted.isEmpty ? "no \(what) is named" : "none of the \(what)s asked for is in '\(frame.name)'")
    }
  }

  /// Warns of the first few only: a list for another species would fill the screen.
  private static func complain(
    _ unknown: [String], in frame: DataFrame, _ what: String, _ diagnostics: Diagnostics
  ) throws {
    let shown = unknown.prefix(5)
    var near = Dictionary(uniqueKeysWithValues: shown.map { ($0, [String]()) })
    try frame.index.eachSlab { _, texts in
      for name in shown { near[name] = NearestNames.of(name, in: (near[name] ?? []) + texts) }
    }
    for name in shown {
      let others = (near[name] ?? []).map { "'\($0)'" }.joined(separator: ", ")
      diagnostics.warn(
        "no \(what) '\(name)' in '\(frame.name)'\(others.isEmpty ? "" : "; there is \(others)")")
    }
    if unknown.count > shown.count {
      diagnostics.warn("and \(unknown.count - shown.count) more \(what)s that are not there")
    }
  }

  /// For each row of the frame the place in `rows`, or -1.
  package func slots(of count: Int) -> [Int32] {
    var slots = [Int32](repeating: -1, count: count)
    for (slot, row) in rows.enumerated() where row < count { slots[row] = Int32(slot) }
    return slots
  }

  /// The rows as ranges, in the order asked.
  package var ranges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for row in rows {
      if let last = ranges.last, last.upperBound == row {
        ranges[ranges.count - 1] = last.lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }
}
