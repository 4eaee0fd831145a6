/// What is done to the counts of a cell, as numbers.
///
/// The model is scanpy's `normalize_total` and `log1p`, rounding by rounding: the total in float64 in storage
/// order, rounded to the data's type; divided by the target sum in that type; 0 replaced by 1; each count
/// divided by that in the data's type; then log1p.
package struct Normalization: Equatable, Sendable {
  package var targetSum = 1_000_000.0
  /// Follow scanpy's arithmetic for counts that are none.
  package var allowsNegative = false
  package var allowsNaN = false

  /// Whether the values at hand are refused.
  func objection(to value: Double) -> String? {
    if value.isNaN { return allowsNaN ? nil : "NaN" }
    if value.isInfinite { return allowsNaN ? nil : "infinity" }
    if value < 0 { return allowsNegative ? nil : "a negative count, \(value)" }
    return nil
  }
}

/// A number type that layers are computed in.
protocol LayerNumber: KernelNumber, HDF5Number, BinaryFloatingPoint {
  /// What the counts of a cell with this total are divided by.
  static func factor(total: Double, _ normalization: Normalization) -> Self
  static func add(_ values: UnsafeBufferPointer<Self>, to sum: inout CountSum)
  /// Replaces counts by log1p(count / factor).
  ///
  /// - Parameters:
  ///   - isWhole: all are whole numbers in 0 ..< 2²³.
  ///   - isOdd: some are negative, infinite or NaN.
  static func scale(
    _ values: UnsafeMutableBufferPointer<Self>, by factor: Self, isWhole: Bool, isOdd: Bool,
    _ table: UnsafeMutableBufferPointer<Self>)
}

extension Float: LayerNumber {
  static func factor(total: Double, _ normalization: Normalization) -> Float {
    let factor = Float(total) / Float(normalization.targetSum)
    return factor == 0 ? 1 : factor
  }

  static func add(_ values: UnsafeBufferPointer<Float>, to sum: inout CountSum) { sum.add(values) }

  static func scale(
    _ values: UnsafeMutableBufferPointer<Float>, by factor: Float, isWhole: Bool, isOdd: Bool,
    _ table: UnsafeMutableBufferPointer<Float>
  ) {
    if isOdd || factor < 0 || factor.isNaN {
      Log1p.scaleAny(values, by: factor)
    } else if isWhole, values.count >= 4 * Log1p.tableSize {
      Log1p.scaleCounts(values, by: factor, table: table)
    } else {
      Log1p.scale(values, by: factor)
    }
  }
}

extension Double: LayerNumber {
  static func factor(total: Double, _ normalization: Normalization) -> Double {
    let factor = total / normalization.targetSum
    return factor == 0 ? 1 : factor
  }

  static func add(_ values: UnsafeBufferPointer<Double>, to sum: inout CountSum) { sum.add(values) }

  static func scale(
    _ values: UnsafeMutableBufferPointer<Double>, by factor: Double, isWhole: Bool, isOdd: Bool,
    _ table: UnsafeMutableBufferPointer<Double>
  ) {
    Log1p.scaleAny(values, by: factor)
  }
}
