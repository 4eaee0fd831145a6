import Glibc

/// Memory in pieces of 2 MiB where the kernel has them to give: a large buffer is then filled with a few page
/// faults and not with thousands.
package enum HugePages {
  private static let size: UInt = 2 << 20

  /// Asks for huge pages under `buffer`, which nothing was written to yet. The corresponding C function is `madvise`.
  package static func advise(_ buffer: UnsafeMutableRawBufferPointer) {
    guard let base = buffer.baseAddress, buffer.count >= 4 * Int(size) else { return }
    let start = (UInt(bitPattern: base) + size - 1) / size * size
    let end = (UInt(bitPattern: base) + UInt(buffer.count)) / size * size
    guard start < end else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
  }
}
