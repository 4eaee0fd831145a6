import CSystem
import Glibc
import Synchronization

/// The kernel as the rest of the toolkit sees it: this folder turns system calls into Swift values and
/// failures that name the path. `EINTR` is retried here and nowhere else; nothing above sees a raw `-1`.

/// An open file, closed exactly once. All of it may be used from several threads: reads and writes name
/// their offset.
package final class File: Sendable {
  package let descriptor: Int32
  package let path: String
  private let isClosed = Atomic(false)

  /// How a file is opened; `create` and `createNew` make it with mode 0666 less the umask, so that a
  /// shared directory stays shared. `readUnnoticed` leaves the time of last use alone where it can: for looks
  /// that are no use.
  package enum Mode: Sendable {
    case read, readUnnoticed, readWrite, create, createNew

    var flags: Int32 {
      switch self {
      case .read, .readUnnoticed: O_RDONLY
      case .readWrite: O_RDWR
      case .create: O_RDWR | O_CREAT
      case .createNew: O_RDWR | O_CREAT | O_EXCL
      }
    }
  }

  /// Opens `path`. The corresponding C function is `open`, with `O_CLOEXEC`.
  ///
  /// - Throws: `Failure` with the kernel's reason.
  package init(_ path: String, _ mode: Mode = .read) throws(Failure) {
    // To open a named pipe is to wait for its writer.
    let descriptor = awaited {
      mode == .readUnnoticed ? zmap_open_unnoticed(path) : zmap_open(path, mode.flags, 0o666)
    }
    guard descriptor >= 0 else {
      throw Failure(mode == .create || mode == .createNew ? .create : .open, path, errno: errno)
    }
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if !isClosed.load(ordering: .relaxed) { Glibc.close(descriptor) }
  }

  /// Closes, and says so if that fails: a full disk may show only here. The file is of no use afterwards.
  package func close() throws(Failure) {
    guard !isClosed.exchange(true, ordering: .relaxed) else { return }
    if Glibc.close(descriptor) != 0 && errno != EINTR { throw Failure(.write, path, errno: errno) }
  }

  /// Fills `buffer` from `offset` on, as far as the file goes.
  ///
  /// - Returns: the number of bytes read; fewer than asked for only at the end of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Failure) -> Int {
    var done = 0
    while done < buffer.count {
      let start = buffer.baseAddress.map { $0 + done }
      let count = retried { pread(descriptor, start, buffer.count - done, off_t(offset) + done) }
      guard count >= 0 else { throw Failure(.read, path, errno: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Up to `count` bytes from `offset` on; fewer only at the end of the file.
  package func bytes(at offset: Int64, count: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      do throws(Failure) {
        HugePages.advise(UnsafeMutableRawBufferPointer(buffer))
        done = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of `buffer` at `offset`, or throws.
  package func write(_ buffer: UnsafeRawBufferPointer, at offset: Int64) throws(Failure) {
    var done = 0
    while done < buffer.count {
      let start = buffer.baseAddress.map { $0 + done }
      let count = retried { pwrite(descriptor, start, buffer.count - done, off_t(offset) + done) }
      guard count > 0 else { throw Failure(.write, path, errno: count == 0 ? ENOSPC : errno) }
      done += count
    }
  }

  /// Makes what was written survive a power cut. The corresponding C function is `fsync`.
  package func synchronize() throws(Failure) {
    guard retried({ fsync(descriptor) }) == 0 else { throw Failure(.write, path, errno: errno) }
  }

  /// Makes the bytes that were written survive a power cut. The corresponding C function is `fdatasync`.
  package func synchronizeData() throws(Failure) {
    guard retried({ fdatasync(descriptor) }) == 0 else { throw Failure(.write, path, errno: errno) }
  }

  /// Sets the modification time to now; false where that is not allowed. The corresponding C function is `futimens`.
  package func touch() -> Bool { futimens(descriptor, nil) == 0 }

  /// Cuts or extends the file to `size` bytes.
  package func truncate(to size: Int64) throws(Failure) {
    guard retried({ ftruncate(descriptor, off_t(size)) }) == 0 else {
      throw Failure(.write, path, errno: errno)
    }
  }

  package func status() throws(Failure) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(.read, path, errno: errno) }
    return FileStatus(status)
  }
}

/// Runs a system call again for as long as a signal interrupts it.
@inline(__always)
package func retried<Number: BinaryInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// Runs a system call that may wait for another process, such as a read from a pipe: a signal that asks
/// this process to end ends it there. Not for code that has something to put in order first.
package func awaited<Number: BinaryInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
    if let number = Signals.pending { Signals.raiseAgain(number) }
  }
}
