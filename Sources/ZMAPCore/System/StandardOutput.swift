import Glibc

/// Standard output, buffered and checked to the last byte.
///
/// Swift's `print` loses data on a full disk and says nothing; here a failed write is kept and thrown
/// by `close`, which every command ends with; until then `flush` ends the work. After a failure the rest is
/// dropped: there is nowhere to put it.
package final class StandardOutput {
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  private var failure: Failure?
  private static let capacity = 1 << 16

  package init(descriptor: Int32 = 1) {
    self.descriptor = descriptor
    buffer.reserveCapacity(StandardOutput.capacity + 4096)
  }

  /// Whether an earlier write failed, so that a long command can stop early.
  package var isBroken: Bool { failure != nil }

  package func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    spill()
  }

  package func write(_ bytes: some Collection<UInt8>) {
    buffer.append(contentsOf: bytes)
    spill()
  }

  /// Lets `body` append to the buffer itself: for rows made of many small pieces.
  package func withBuffer(_ body: (inout [UInt8]) throws -> Void) rethrows {
    try body(&buffer)
    spill()
  }

  /// Writes what is buffered, so that the next stage of a pipeline can go on.
  ///
  /// - Throws: `BrokenOutput` when this or an earlier write failed.
  package func flush() throws(BrokenOutput) {
    drain()
    if isBroken { throw BrokenOutput() }
  }

  /// Writes what is buffered; a failure is kept for `flush` or `close` to throw.
  package func passOn() { drain() }

  /// Flushes and closes the descriptor: some file systems tell of a full disk only then.
  package func close() throws(Failure) {
    drain()
    if Glibc.close(descriptor) != 0 && failure == nil && errno != EBADF { note(errno) }
    if let failure { throw failure }
  }

  private func spill() {
    if buffer.count >= StandardOutput.capacity { drain() }
  }

  private func drain() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard failure == nil else { return }
    buffer.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return note(errno)
        }
      }
    }
  }

  private func note(_ code: Int32) {
    failure = Failure(.inputOutput, .write, "standard output", Failure.message(code))
  }
}

/// Ends a command whose output nobody takes any more. It is no `Failure`, so that nothing that reports one and
/// goes on stops it; `close` says why, once.
package struct BrokenOutput: Error {
  package init() {}
}
