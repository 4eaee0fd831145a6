/// Rows in order of group, then rank: stable, missing ranks last.
enum RankOrder {
  /// The rows in order.
  ///
  /// A radix sort from the lowest digit up, which is stable by nature; digits that are the same in all keys,
  /// and those are most where ranks are small whole numbers, cost nothing. Uses 24 bytes a row.
  ///
  /// - Parameters:
  ///   - ranks: one a row, NaN where it is missing; nil keeps the order of rows in a group.
  ///   - groups: the place of each row's group.
  static func rows(ranks: [Double]?, groups: [UInt32], groupCount: Int) -> [UInt32] {
    var order = (0..<UInt32(groups.count)).map { $0 }
    if let ranks { sort(&order, by: ranks.map(key)) }
    return stablePartition(order, groups, groupCount)
  }

  /// Bits that compare as numbers do: -0 as 0, NaN above all.
  private static func key(_ rank: Double) -> UInt64 {
    if rank.isNaN { return .max }
    let bits = (rank == 0 ? 0.0 : rank).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func sort(_ order: inout [UInt32], by keys: [UInt64]) {
    let width: UInt64 = 11
    let varying = keys.reduce((UInt64.max, UInt64(0))) { ($0.0 & $1, $0.1 | $1) }
    var other = order
    for shift in stride(from: UInt64(0), to: 64, by: Int(width)) {
      let mask: UInt64 = 1 << width - 1
      guard (varying.0 ^ varying.1) >> shift & mask != 0 else { continue }
      var starts = [Int](repeating: 0, count: Int(mask) + 2)
      for key in keys { starts[Int(key >> shift & mask) + 1] += 1 }
      for digit in 0...Int(mask) { starts[digit + 1] += starts[digit] }
      for row in order {
        let digit = Int(keys[Int(row)] >> shift & mask)
        other[starts[digit]] = row
        starts[digit] += 1
      }
      swap(&order, &other)
    }
  }

  private static func stablePartition(_ order: [UInt32], _ groups: [UInt32], _ groupCount: Int) -> [UInt32] {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var sorted = order
    for row in order {
      let group = Int(groups[Int(row)])
      sorted[starts[group]] = row
      starts[group] += 1
    }
    return sorted
  }
}
