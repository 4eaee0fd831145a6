import Glibc
import H5AD
import Testing

@Suite struct KernelTests {
  /// Every 4099th positive float, and the places where the algorithm changes its ways.
  @Test func log1pIsWithinOneUlp() {
    var values = stride(from: UInt32(0), to: Float.infinity.bitPattern, by: 4099).map {
      Float(bitPattern: $0)
    }
    for edge: Float in [
      0.41421356, 1, 2, 1e6, .greatestFiniteMagnitude, .leastNormalMagnitude, .leastNonzeroMagnitude,
    ] {
      values += [edge.nextDown, edge, edge.nextUp].filter { $0 >= 0 }
    }
    var scaled = values
    scaled.withUnsafeMutableBufferPointer { Log1p.scale($0, by: 1) }
    var worst: Int64 = 0
    for (value, got) in zip(values, scaled) {
      let want = Float(log1p(Double(value)))
      worst = max(worst, abs(Int64(got.bitPattern) - Int64(want.bitPattern)))
    }
    #expect(worst <= 1)
    var special: [Float] = [0, -0.0, .infinity, .nan]
    special.withUnsafeMutableBufferPointer { Log1p.scale($0, by: 1) }
    #expect(special[0].bitPattern == 0 && special[1].bitPattern == Float(-0.0).bitPattern)
    #expect(special[2] == .infinity && special[3].isNaN)
  }

  @Test func countsFromATableAreTheSameBits() {
    var table = [Float](repeating: 0, count: Log1p.tableSize)
    for factor: Float in [0.0001, 0.00217, 1, 3.3] {
      var counts = (0..<1000).map { Float($0 % 97) } + [8_388_607, 70_000]
      var plain = counts
      counts.withUnsafeMutableBufferPointer { counts in
        table.withUnsafeMutableBufferPointer { Log1p.scaleCounts(counts, by: factor, table: $0) }
      }
      plain.withUnsafeMutableBufferPointer { Log1p.scale($0, by: factor) }
      #expect(counts.map(\.bitPattern) == plain.map(\.bitPattern))
    }
  }

  @Test func totalsAreThoseOfOneAdditionAfterTheOther() {
    let parts = (0..<5001).map { Float($0 % 13) + Float($0 % 7) / 7 }
    let rows: [[Float]] = [
      [], [1], parts, parts.map { $0.rounded() }, Array(repeating: 8_388_607, count: 9000), [-0.0, 1, 2],
      [1, -1],
      [3, .nan], [.infinity], [8_388_608, 1], [0.5] + Array(repeating: 1, count: 40),
    ]
    for row in rows {
      var sum = CountSum()
      row.withUnsafeBufferPointer { sum.add($0) }
      let want = row.reduce(0.0) { $0 + Double($1) }
      #expect(sum.total == want || (sum.total.isNaN && want.isNaN))
      #expect(sum.firstBad == row.firstIndex { !($0 >= 0 && $0 < .infinity) })
    }
  }

  static let pipelines: [[FilterPipeline.Filter]] = [
    [], [.deflate(level: 4)], [.shuffle(size: 4), .deflate(level: 6)], [.lz4], [.lzf],
    [.shuffle(size: 4), .lz4],
    [.shuffle(size: 4), .lzf],
  ]

  @Test(arguments: pipelines) func whatIsEncodedIsDecoded(_ filters: [FilterPipeline.Filter]) throws {
    let pipeline = FilterPipeline(filters)
    let workspace = FilterPipeline.Workspace()
    var generator = SystemRandomNumberGenerator()
    for count in [1, 3, 4, 100, 4096, 70_001] {
      for kind in 0..<3 {
        let raw = (0..<count).map { index -> UInt8 in
          kind == 0 ? UInt8.random(in: 0...255, using: &generator) : kind == 1 ? UInt8(index % 11) : 0
        }
        var stored = [UInt8](repeating: 0, count: pipeline.bound(count))
        var back = [UInt8](repeating: 1, count: count)
        let (length, mask) = raw.withUnsafeBytes { raw in
          stored.withUnsafeMutableBytes { pipeline.encode(raw, to: $0, workspace) }
        }
        // What does not shrink is stored as it is.
        #expect(length <= count)
        try stored.withUnsafeBytes { stored in
          try back.withUnsafeMutableBytes {
            try pipeline.decode(
              UnsafeRawBufferPointer(rebasing: stored.prefix(length)), mask: mask, to: $0, workspace)
          }
        }
        #expect(back == raw)
      }
    }
  }

  /// Damage in stored bytes is an error or other content, never a crash.
  @Test(arguments: pipelines) func damageIsNoCrash(_ filters: [FilterPipeline.Filter]) {
    let pipeline = FilterPipeline(filters)
    let workspace = FilterPipeline.Workspace()
    let raw = (0..<5000).map { UInt8($0 % 23) }
    var stored = [UInt8](repeating: 0, count: pipeline.bound(raw.count))
    let length = raw.withUnsafeBytes { raw in
      stored.withUnsafeMutableBytes { pipeline.encode(raw, to: $0, workspace).count }
    }
    var back = [UInt8](repeating: 0, count: raw.count)
    for place in 0..<min(length, 600) {
      for flip: UInt8 in [0xFF, 0x01, 0x80] {
        var damaged = Array(stored.prefix(length))
        damaged[place] ^= flip
        if place % 3 == 0 { damaged.removeLast(min(damaged.count, place / 3)) }
        damaged.withUnsafeBytes { damaged in
          back.withUnsafeMutableBytes { back in
            _ = try? pipeline.decode(damaged, mask: 0, to: back, workspace)
          }
        }
      }
    }
  }
}
