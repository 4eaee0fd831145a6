import Glibc
import H5AD
import TestSupport
import Testing
import ZMAPCore

/// Calls that fail at the k-th: once, as a full disk does, or from there on and with half of that write done,
/// as for a process that is killed.
/// For runs with one thread.
final class FaultyCalls: StorageCalls, @unchecked Sendable {
  private let kernel = KernelCalls()
  private let fault: Int
  private let isFatal: Bool
  private(set) var count = 0

  init(failingAt fault: Int, isFatal: Bool) {
    self.fault = fault
    self.isFatal = isFatal
  }

  private func pass(_ object: String) throws(Failure) {
    count += 1
    if count == fault || (isFatal && count > fault) {
      throw Failure(.cannotCreate, .write, object, "no space, says the test")
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: File, at offset: Int64) throws(Failure) {
    if count + 1 == fault {
      try kernel.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)), to: file, at: offset)
    }
    try pass(file.path)
    try kernel.write(bytes, to: file, at: offset)
  }

  func synchronize(_ file: File) throws(Failure) { try pass(file.path) }

  func truncate(_ file: File, to size: Int64) throws(Failure) {
    try pass(file.path)
    try kernel.truncate(file, to: size)
  }

  func create(_ path: String) throws(Failure) -> File {
    try pass(path)
    return try kernel.create(path)
  }

  func remove(_ path: String) throws(Failure) {
    try pass(path)
    try kernel.remove(path)
  }

  func synchronize(directory path: String) throws(Failure) { try pass(path) }
}

/// Tries again while a lock is held: other tests start processes, and until they are the other program they
/// hold what was open here.
@discardableResult
func patiently<Result>(_ body: () throws -> Result) throws -> Result {
  for _ in 0..<400 {
    do { return try body() } catch let failure as Failure where failure.status == .tryAgain { usleep(5000) }
  }
  return try body()
}

/// A fault at every system call of a run, one after the other: afterwards the file is the old one or the new
/// one, and the same run again succeeds.
@Suite struct TPMLogFaultTests {
  static let kinds = [
    "csr_float32", "csc_float32", "dense_float32", "libver_v110", "userblock", "chunk_of_7",
  ]

  @Test(arguments: kinds) func survivesAFaultAtEveryCall(_ kind: String) throws {
    let room = try TemporaryDirectory()
    let old = try #require(try AtomicFile.read(Repository.fixture("tpmlog/\(kind).h5ad")))
    var task = TPMLog()
    task.threads = 1
    task.marksLog1p = true
    let sound = FaultyCalls(failingAt: 0, isFatal: false)
    let path = try room.write("x.h5ad", old)
    #expect(try patiently { try task.run(path, calls: sound) { _, _ in } } == .write)
    let new = try #require(try AtomicFile.read(path))
    #expect(new.count > old.count && sound.count > 8)
    for isFatal in [false, true] {
      for fault in 1...sound.count {
        let path = try room.write("x.h5ad", old)
        let calls = FaultyCalls(failingAt: fault, isFatal: isFatal)
        // The last call only makes sure that the journal stays away.
        if fault < sound.count {
          #expect(throws: Failure.self) { try task.run(path, calls: calls) { _, _ in } }
        } else {
          #expect(try patiently { try task.run(path, calls: calls) { _, _ in } } == .write)
        }
        let journal = FileSystem.exists(path + ".zmap-journal")
        // Only a process that died may leave work to the next.
        if !isFatal { #expect(!journal || calls.count >= sound.count - 3, "fault \(fault)") }
        try patiently { try Journal.recover(path) }
        #expect(!FileSystem.exists(path + ".zmap-journal"))
        let after = try #require(try AtomicFile.read(path))
        let isOld = after.count >= old.count && after.prefix(old.count).elementsEqual(old)
        #expect(isOld || after == new, "\(kind): fault \(fault) of \(sound.count), fatal: \(isFatal)")
        if isOld {
          #expect(try patiently { try task.run(path) { _, _ in } } == .write)
          #expect(try AtomicFile.read(path) == new)
        }
      }
    }
  }

  /// A commit that was cut short at every call, and then a recovery that is cut short at every call.
  @Test func recoversFromAnInterruptedRecovery() throws {
    let room = try TemporaryDirectory()
    let old = try #require(try AtomicFile.read(Repository.fixture("tpmlog/csr_float32.h5ad")))
    let task = TPMLog()
    let sound = FaultyCalls(failingAt: 0, isFatal: false)
    _ = try patiently { try task.run(room.write("x.h5ad", old), calls: sound) { _, _ in } }
    var recoveries = 0
    for fault in max(1, sound.count - 12)...sound.count {
      for second in 1...12 {
        let path = try room.write("x.h5ad", old)
        _ = try? task.run(path, calls: FaultyCalls(failingAt: fault, isFatal: true)) { _, _ in }
        guard Journal.exists(for: path) else { break }
        recoveries += 1
        _ = try? Journal.recover(path, calls: FaultyCalls(failingAt: second, isFatal: true))
        try patiently { try Journal.recover(path) }
        #expect(try AtomicFile.read(path)?.prefix(old.count).elementsEqual(old) == true)
        #expect(!Journal.exists(for: path))
      }
    }
    #expect(recoveries > 20)
  }

  @Test func aJournalOfOtherContentIsRefused() throws {
    let room = try TemporaryDirectory()
    let old = try #require(try AtomicFile.read(Repository.fixture("tpmlog/csr_float32.h5ad")))
    let task = TPMLog()
    let sound = FaultyCalls(failingAt: 0, isFatal: false)
    _ = try patiently { try task.run(room.write("x.h5ad", old), calls: sound) { _, _ in } }
    let path = try room.write("x.h5ad", old)
    // The call before the last but two is the end of the journal's application.
    _ = try? task.run(path, calls: FaultyCalls(failingAt: sound.count - 2, isFatal: true)) { _, _ in }
    #expect(Journal.exists(for: path))
    let other = try #require(try AtomicFile.read(Repository.fixture("tpmlog/csc_float32.h5ad")))
    try room.write("x.h5ad", other + [UInt8](repeating: 0, count: 1 << 16))
    let failure = #expect(throws: Failure.self) { try patiently { try Journal.recover(path) } }
    #expect(failure?.status == .badData && failure?.hint?.hasPrefix("rm ") == true)
    #expect(try AtomicFile.read(path)?.starts(with: other) == true)
  }
}
