/// The total of a cell's counts: in float64, in storage order, which is what scanpy does.
///
/// Where all values are whole and small, every order gives the same exact total, and the sum is taken
/// eight lanes wide; else one by one.
package struct CountSum: Equatable, Sendable {
  /// The total so far.
  package var total = 0.0
  /// Whether all values so far were whole numbers in 0 ..< 2²³, not negative zero.
  package var isWhole = true
  /// Place (from the start of the last `add`) of the first value that is negative, infinite or NaN.
  package var firstBad: Int?

  package init() {}

  /// 2²³: adding it leaves a whole number in the low bits of the sum.
  private static let magic: Float = 8_388_608

  /// A whole number in 0 ..< 2²³ as an integer.
  @inline(__always)
  static func bits(_ value: Float) -> UInt32 { (value + magic).bitPattern &- magic.bitPattern }

  /// Adds `values` in order.
  ///
  /// The wide sum of whole numbers is exact as long as totals stay below 2⁵³, which 2³⁰ values below 2²³ do.
  package mutating func add(_ values: UnsafeBufferPointer<Float>) {
    if isWhole, let sum = CountSum.wholeSum(values) {
      total += sum
      return
    }
    isWhole = false
    var sum = total
    var bad = false
    for value in values {
      sum += Double(value)
      bad = bad || !(value >= 0 && value < .infinity)
    }
    total = sum
    if bad { firstBad = values.firstIndex { !($0 >= 0 && $0 < .infinity) } }
  }

  package mutating func add(_ values: UnsafeBufferPointer<Double>) {
    isWhole = false
    var sum = total
    var bad = false
    for value in values {
      sum += value
      bad = bad || !(value >= 0 && value < .infinity)
    }
    total = sum
    if bad { firstBad = values.firstIndex { !($0 >= 0 && $0 < .infinity) } }
  }

  /// The exact sum, or nil when a value is not a whole number in 0 ..< 2²³ (or is negative zero).
  private static func wholeSum(_ values: UnsafeBufferPointer<Float>) -> Double? {
    guard let base = values.baseAddress else { return 0 }
    typealias Floats = SIMD8<Float>
    typealias Bits = SIMD8<UInt32>
    let raw = UnsafeRawPointer(base)
    let offset = Floats(repeating: magic)
    let origin = Bits(repeating: magic.bitPattern)
    var (sum, index) = (0.0, 0)
    var seen = Bits(repeating: 0)
    let whole = values.count & ~7
    while index < whole {
      // 512 additions of less than 2²³ fit a lane.
      let end = min(whole, index &+ 8 &* 512)
      var lanes = Bits(repeating: 0)
      while index < end {
        let value = (raw + index &* 4).loadUnaligned(as: Floats.self)
        let shifted = value + offset
        let count = unsafeBitCast(shifted, to: Bits.self) &- origin
        lanes &+= count
        // Differing bits show a fraction or a sign; a high count shows one that is too large.
        seen |=
          (unsafeBitCast(shifted - offset, to: Bits.self) ^ unsafeBitCast(value, to: Bits.self))
          & Bits(repeating: ~0) | (count & Bits(repeating: 0xFF80_0000))
        index &+= 8
      }
      for lane in 0..<8 { sum += Double(lanes[lane]) }
    }
    guard seen == Bits(repeating: 0) else { return nil }
    while index < values.count {
      let value = base[index]
      let count = bits(value)
      guard count < 1 << 23, (value + magic - magic).bitPattern == value.bitPattern else { return nil }
      sum += Double(count)
      index &+= 1
    }
    return sum
  }
}
