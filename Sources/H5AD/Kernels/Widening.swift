/// Numbers as they are stored: the types that matrices have.
package enum StoredNumber: Equatable, Sendable {
  case int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64

  package var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }
}

/// A number type that a kernel works on.
///
/// Conversion is the nearest value for floating point; for integers, what does not fit or is no whole number
/// becomes -1 (or the largest unsigned number), which no index is.
package protocol KernelNumber: BitwiseCopyable, Sendable {
  static var stored: StoredNumber { get }
  static var zero: Self { get }
  static func converted(_ value: some FixedWidthInteger) -> Self
  static func converted(_ value: some BinaryFloatingPoint) -> Self
}

extension Float: KernelNumber {
  package static var stored: StoredNumber { .float32 }
  package static func converted(_ value: some FixedWidthInteger) -> Float { Float(value) }
  package static func converted(_ value: some BinaryFloatingPoint) -> Float { Float(value) }
}

extension Double: KernelNumber {
  package static var stored: StoredNumber { .float64 }
  package static func converted(_ value: some FixedWidthInteger) -> Double { Double(value) }
  package static func converted(_ value: some BinaryFloatingPoint) -> Double { Double(value) }
}

extension Int64: KernelNumber {
  package static var stored: StoredNumber { .int64 }
  package static func converted(_ value: some FixedWidthInteger) -> Int64 { Int64(exactly: value) ?? -1 }
  package static func converted(_ value: some BinaryFloatingPoint) -> Int64 { Int64(exactly: value) ?? -1 }
}

extension Int32: KernelNumber {
  package static var stored: StoredNumber { .int32 }
  package static func converted(_ value: some FixedWidthInteger) -> Int32 { Int32(exactly: value) ?? -1 }
  package static func converted(_ value: some BinaryFloatingPoint) -> Int32 { Int32(exactly: value) ?? -1 }
}

extension UInt64: KernelNumber {
  package static var stored: StoredNumber { .uint64 }
  package static func converted(_ value: some FixedWidthInteger) -> UInt64 { UInt64(exactly: value) ?? .max }
  package static func converted(_ value: some BinaryFloatingPoint) -> UInt64 {
    UInt64(exactly: value) ?? .max
  }
}

/// Stored bytes into numbers.
package enum Widening {
  /// Converts `target.count` numbers; `raw` holds at least as many.
  package static func convert<Number: KernelNumber>(
    _ raw: UnsafeRawBufferPointer, _ type: StoredNumber, isBigEndian: Bool,
    to target: UnsafeMutableBufferPointer<Number>
  ) {
    guard raw.count / type.size >= target.count else { return }
    if type == Number.stored && !isBigEndian {
      UnsafeMutableRawBufferPointer(target).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: raw.prefix(target.count * type.size)))
      return
    }
    switch type {
    case .int8: integers(raw, Int8.self, isBigEndian, target)
    case .int16: integers(raw, Int16.self, isBigEndian, target)
    case .int32: integers(raw, Int32.self, isBigEndian, target)
    case .int64: integers(raw, Int64.self, isBigEndian, target)
    case .uint8: integers(raw, UInt8.self, isBigEndian, target)
    case .uint16: integers(raw, UInt16.self, isBigEndian, target)
    case .uint32: integers(raw, UInt32.self, isBigEndian, target)
    case .uint64: integers(raw, UInt64.self, isBigEndian, target)
    case .float32:
      for index in target.indices {
        let bits = raw.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
        target[index] = Number.converted(Float(bitPattern: isBigEndian ? bits.byteSwapped : bits))
      }
    case .float64:
      for index in target.indices {
        let bits = raw.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
        target[index] = Number.converted(Double(bitPattern: isBigEndian ? bits.byteSwapped : bits))
      }
    }
  }

  @inline(__always)
  private static func integers<Stored: FixedWidthInteger & BitwiseCopyable, Number: KernelNumber>(
    _ raw: UnsafeRawBufferPointer, _: Stored.Type, _ isBigEndian: Bool,
    _ target: UnsafeMutableBufferPointer<Number>
  ) {
    for index in target.indices {
      let value = raw.loadUnaligned(fromByteOffset: index &* MemoryLayout<Stored>.size, as: Stored.self)
      target[index] = Number.converted(isBigEndian ? value.byteSwapped : value)
    }
  }
}
