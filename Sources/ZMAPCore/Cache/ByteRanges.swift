/// Which bytes of a file are there: ranges in order that neither overlap nor touch.
package struct ByteRanges: Equatable, Sendable {
  package private(set) var ranges: [Range<Int64>] = []

  package init() {}

  package var count: Int64 { ranges.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

  /// The bytes from the file's first one on without a gap.
  package var prefix: Int64 {
    guard let first = ranges.first, first.lowerBound == 0 else { return 0 }
    return first.upperBound
  }

  /// Adds a range, which may overlap what is there. Cost grows with the number of ranges, which is small.
  package mutating func insert(_ new: Range<Int64>) {
    guard !new.isEmpty else { return }
    let low = ranges.firstIndex { $0.upperBound >= new.lowerBound } ?? ranges.count
    var high = low
    var merged = new
    while high < ranges.count, ranges[high].lowerBound <= new.upperBound {
      merged =
        min(merged.lowerBound, ranges[high].lowerBound)..<max(merged.upperBound, ranges[high].upperBound)
      high += 1
    }
    ranges.replaceSubrange(low..<high, with: [merged])
  }

  /// Takes away all that lies at or behind `end`.
  package mutating func cut(at end: Int64) {
    ranges = ranges.compactMap { $0.lowerBound < end ? $0.lowerBound..<min($0.upperBound, end) : nil }
  }

  /// What is missing of the first `size` bytes.
  package func gaps(in size: Int64) -> [Range<Int64>] {
    var gaps: [Range<Int64>] = []
    var position: Int64 = 0
    for range in ranges where range.lowerBound < size {
      if range.lowerBound > position { gaps.append(position..<range.lowerBound) }
      position = max(position, range.upperBound)
    }
    if position < size { gaps.append(position..<size) }
    return gaps
  }
}
