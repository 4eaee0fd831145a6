import CMinizip

/// Bytes that minizip reads as if they were a file. It must outlive every call of minizip.
final class ZipMemory {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The calls of ioapi.h, with this object behind them.
  var calls: zlib_filefunc64_def {
    var calls = zlib_filefunc64_def()
    calls.opaque = Unmanaged.passUnretained(self).toOpaque()
    calls.zopen64_file = { opaque, _, _ in opaque }
    calls.zread_file = { opaque, _, target, size in ZipMemory.of(opaque)?.read(target, size) ?? 0 }
    calls.zwrite_file = { _, _, _, _ in 0 }
    calls.ztell64_file = { opaque, _ in ZPOS64_T(ZipMemory.of(opaque)?.position ?? 0) }
    calls.zseek64_file = { opaque, _, offset, origin in ZipMemory.of(opaque)?.seek(offset, origin) ?? -1 }
    calls.zclose_file = { _, _ in 0 }
    calls.zerror_file = { _, _ in 0 }
    return calls
  }

  private static func of(_ opaque: UnsafeMutableRawPointer?) -> ZipMemory? {
    opaque.map { Unmanaged<ZipMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(_ target: UnsafeMutableRawPointer?, _ size: uLong) -> uLong {
    guard let target, let source = bytes.baseAddress else { return 0 }
    let count = min(Int(clamping: size), bytes.count - position)
    target.copyMemory(from: source + position, byteCount: count)
    position += count
    return uLong(count)
  }

  private func seek(_ offset: ZPOS64_T, _ origin: Int32) -> Int {
    // Offsets are unsigned here and wrap for a step back.
    let step = Int(truncatingIfNeeded: offset)
    let base =
      switch origin {
      case ZLIB_FILEFUNC_SEEK_SET: 0
      case ZLIB_FILEFUNC_SEEK_CUR: position
      default: bytes.count
      }
    let (target, overflow) = base.addingReportingOverflow(step)
    guard !overflow, (0...bytes.count).contains(target) else { return -1 }
    position = target
    return 0
  }
}
