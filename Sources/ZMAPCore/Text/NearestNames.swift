/// Names that look like one that does not exist, for a message that helps.
package enum NearestNames {
  /// At most `count` of `names`, nearest first by edit distance (letter case aside), none of them far off.
  package static func of(_ wanted: String, in names: some Sequence<String>, count: Int = 3) -> [String] {
    let target = Array(wanted.lowercased().unicodeScalars)
    let limit = max(2, target.count / 3)
    var found: [(name: String, distance: Int)] = []
    for name in names {
      let other = Array(name.lowercased().unicodeScalars)
      if abs(other.count - target.count) > limit
        && !(other.count > target.count && other.starts(with: target))
      {
        continue
      }
      let distance = other.starts(with: target) ? 1 : self.distance(target, other, limit)
      if distance <= limit { found.append((name, distance)) }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(count).map(\.name)
  }

  /// Levenshtein's distance, or `limit + 1` once it is certain to be larger.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], _ limit: Int) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
      if (row.min() ?? 0) > limit { return limit + 1 }
    }
    return row[right.count]
  }
}
