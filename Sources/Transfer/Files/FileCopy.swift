import CSystem
import Digest
import ZMAPCore

/// Copies of local files.
enum FileCopy {
  /// Copies all bytes in order.
  ///
  /// - Parameter progress: is told what was copied so far.
  static func bytes(of source: File, to target: File, progress: (Int64) -> Void = { _ in }) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while true {
      try Signals.check()
      let count = try source.read(into: buffer, at: offset)
      if count == 0 { return }
      try target.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: offset)
      offset += Int64(count)
      progress(offset)
    }
  }

  /// Copies, sharing the blocks where the file system can, and returns the digests of the copy.
  static func digested(_ source: File, to target: File, progress: (Int64) -> Void) throws
    -> StreamDigest.Result
  {
    let size = try source.status().size
    if zmap_clone(target.descriptor, source.descriptor) == 0 {
      return try StreamDigest.of(target, progress: progress)
    }
    var digest = StreamDigest(size: size)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while true {
      try Signals.check()
      let count = try source.read(into: buffer, at: offset)
      if count == 0 { return digest.finish() }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      try target.write(piece, at: offset)
      digest.update(piece)
      offset += Int64(count)
      progress(offset)
    }
  }
}
