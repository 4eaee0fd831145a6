/// Rows in order of group, then rank: stable, missing ranks last.
struct RankOrder: Sendable {
  /// The rows by group, in file order within each.
  let rows: [UInt32]
  /// Where each group's rows begin in `rows`, and the end of the last.
  let starts: [Int]

  /// - Parameters:
  ///   - groups: the place of each row's group.
  ///   - count: the number of groups.
  init(groups: [UInt32], count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    self.starts = starts
    rows = [UInt32](unsafeUninitializedCapacity: groups.count) { rows, filled in
      for (row, group) in groups.enumerated() {
        rows[starts[Int(group)]] = UInt32(truncatingIfNeeded: row)
        starts[Int(group)] += 1
      }
      filled = groups.count
    }
  }

  /// The rows by group, then rank.
  ///
  /// - Parameter rank: the rank of a row, NaN where it is missing.
  func sorted(by rank: (Int) -> Double) -> [UInt32] {
    var sorted = rows
    let largest = zip(starts, starts.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
    sorted.withUnsafeMutableBufferPointer { sorted in
      withUnsafeTemporaryAllocation(of: Entry.self, capacity: 2 * largest) { scratch in
        for (start, end) in zip(starts, starts.dropFirst()) where end - start > 1 {
          let size = end - start
          for index in 0..<size {
            let row = sorted[start + index]
            scratch[index] = Entry(key: RankOrder.key(rank(Int(row))), row: row)
          }
          let isSwapped = RankOrder.sort(
            UnsafeMutableBufferPointer(rebasing: scratch[..<size]),
            UnsafeMutableBufferPointer(rebasing: scratch[size..<2 * size]))
          let result = isSwapped ? size : 0
          for index in 0..<size { sorted[start + index] = scratch[result + index].row }
        }
      }
    }
    return sorted
  }

  private struct Entry {
    var key: UInt64
    var row: UInt32
  }

  /// Bits that compare as numbers do: -0 as 0, NaN above all.
  private static func key(_ rank: Double) -> UInt64 {
    if rank.isNaN { return .max }
    let bits = (rank == 0 ? 0.0 : rank).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  /// A radix sort from the lowest byte up, which is stable by nature. Bytes that are the same in all keys cost
  /// nothing, and where ranks are small whole numbers those are most.
  ///
  /// - Returns: whether the result is in `other` and not in `entries`.
  private static func sort(
    _ entries: UnsafeMutableBufferPointer<Entry>, _ other: UnsafeMutableBufferPointer<Entry>
  ) -> Bool {
    var common = (ones: UInt64.max, any: UInt64(0))
    for entry in entries { common = (common.ones & entry.key, common.any | entry.key) }
    let varying = common.ones ^ common.any
    var (source, target) = (entries, other)
    var isSwapped = false
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 257) { starts in
      for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
        starts.update(repeating: 0)
        for entry in source { starts[Int(entry.key >> shift & 0xFF) + 1] += 1 }
        for digit in 0..<256 { starts[digit + 1] += starts[digit] }
        for entry in source {
          let digit = Int(entry.key >> shift & 0xFF)
          target[starts[digit]] = entry
          starts[digit] += 1
        }
        swap(&source, &target)
        isSwapped.toggle()
      }
    }
    return isSwapped
  }
}
