import Glibc

/// Arithmetic and codecs on buffers. This folder takes buffers and numbers and gives buffers and numbers
/// back; each kernel states its precision and its order of summation. It never opens a file, never
/// allocates in a loop, and knows neither HDF5 nor AnnData.

/// log(1 + x) of counts that were divided by their cell's factor.
package enum Log1p {
  /// log(1 + x) in single precision, eight at a time.
  ///
  /// Within 1 ulp of the correctly rounded result for every x ≥ 0 (0.4 % of results differ from it); keeps
  /// the sign of zero, passes infinity and NaN on. Negative x is `scalar`'s. Argument reduction to
  /// [√½, √2) and the series in s = f / (2 + f), with the coefficients of FreeBSD's `e_logf.c`, fitted to
  /// |f| ≤ 0.4142.
  @inline(__always)
  static func vector(_ x: SIMD8<Float>) -> SIMD8<Float> {
    typealias Floats = SIMD8<Float>
    typealias Bits = SIMD8<Int32>
    let one = Floats(repeating: 1)
    let sum = x + one
    // Where no reduction is needed, f is x itself and nothing is lost in 1 + x.
    let isSmall = x .< Floats(repeating: 0.41421356)
    let half = Bits(repeating: 0x3F35_04F3)
    let shifted = unsafeBitCast(sum, to: Bits.self) &+ (Bits(repeating: 0x3F80_0000) &- half)
    let mantissa = unsafeBitCast((shifted & Bits(repeating: 0x007F_FFFF)) &+ half, to: Floats.self)
    let exponent = ((shifted &>> Bits(repeating: 23)) &- Bits(repeating: 127))
      .replacing(with: Bits(repeating: 0), where: isSmall)
    // What 1 + x lost to rounding, relative to it.
    let lost = (one - (sum - x)).replacing(with: x - (sum - one), where: x .< one) / sum
    let correction = lost.replacing(with: Floats(repeating: 0), where: isSmall)
    let f = (mantissa - one).replacing(with: x, where: isSmall)
    let scale = Floats(exponent)
    let s = f / (f + Floats(repeating: 2))
    let square = s * s
    let fourth = square * square
    let odd =
      square
      * (Floats(repeating: 0xaaaaaa.0p-24) + fourth * Floats(repeating: 0x91e9ee.0p-25))
    let even =
      fourth
      * (Floats(repeating: 0xccce13.0p-25) + fourth * Floats(repeating: 0xf89e26.0p-26))
    let parabola = Floats(repeating: 0.5) * f * f
    let low = scale * Floats(repeating: 9.0580006145e-06) + correction
    let high = scale * Floats(repeating: 6.9313812256e-01)
    let result = s * (parabola + (odd + even)) + low - parabola + f + high
    // Zero keeps its sign; infinity and NaN have no mantissa to reduce.
    let isOwnResult = (x .== Floats(repeating: 0)) .| (x .== Floats(repeating: .infinity)) .| (x .!= x)
    return result.replacing(with: x, where: isOwnResult)
  }

  /// Replaces each value v ≥ 0 by log1p(v / factor): one division and one logarithm, each rounded to Float.
  package static func scale(_ values: UnsafeMutableBufferPointer<Float>, by factor: Float) {
    guard let base = values.baseAddress else { return }
    let divisor = SIMD8<Float>(repeating: factor)
    let raw = UnsafeMutableRawPointer(base)
    let whole = values.count & ~7
    var index = 0
    while index < whole {
      let place = raw + index &* 4
      let lanes = place.loadUnaligned(as: SIMD8<Float>.self)
      place.storeBytes(of: vector(lanes / divisor), as: SIMD8<Float>.self)
      index &+= 8
    }
    guard whole < values.count else { return }
    var rest = SIMD8<Float>(repeating: 0)
    for lane in 0..<(values.count - whole) { rest[lane] = base[whole + lane] }
    rest = vector(rest / divisor)
    for lane in 0..<(values.count - whole) { base[whole + lane] = rest[lane] }
  }

  /// How many counts a table holds: nearly every stored count is smaller.
  package static let tableSize = 64

  /// The same result as `scale`, bit for bit, for values that are all whole numbers in 0 ..< 2²³: small
  /// counts repeat, so their logarithms are looked up. Pays from about `4 * tableSize` values on.
  ///
  /// - Parameter table: room for `tableSize` values.
  package static func scaleCounts(
    _ values: UnsafeMutableBufferPointer<Float>, by factor: Float, table: UnsafeMutableBufferPointer<Float>
  ) {
    guard let base = values.baseAddress, let known = table.baseAddress else { return }
    for count in 0..<tableSize { known[count] = Float(count) }
    scale(UnsafeMutableBufferPointer(start: known, count: tableSize), by: factor)
    var index = 0
    while index < values.count {
      let count = Int(CountSum.bits(base[index]))
      if count < tableSize {
        base[index] = known[count]
      } else {
        base[index] = vector(SIMD8(repeating: base[index] / factor))[0]
      }
      index &+= 1
    }
  }

  /// Replaces each value by log1p(v / factor) with the C library's function, whatever the value's sign:
  /// below -1 gives NaN, -1 gives -∞. Within 1 ulp.
  static func scaleAny(_ values: UnsafeMutableBufferPointer<Float>, by factor: Float) {
    for index in values.indices { values[index] = log1pf(values[index] / factor) }
  }

  /// The same in double precision, for float64 sources. Within 1 ulp.
  static func scaleAny(_ values: UnsafeMutableBufferPointer<Double>, by factor: Double) {
    for index in values.indices { values[index] = log1p(values[index] / factor) }
  }
}
