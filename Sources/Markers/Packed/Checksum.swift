import CDeflate

/// CRC-32 as zip has it. The corresponding C function is `libdeflate_crc32`.
enum Checksum {
  static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}
