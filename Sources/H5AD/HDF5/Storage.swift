import CHDF5
import CSystem
import Glibc
import Synchronization
import ZMAPCore

/// A file that is being changed and cannot be lost: what HDF5 appends goes to the disk, what it changes in the
/// old part stays in memory, and `commit` makes the file the new one in a way that survives being killed.
///
/// Until `commit` the old part is byte for byte what it was. A value that goes away without it leaves the
/// old file; so does a process that is killed. All calls come from one thread.
package final class Storage {
  package let file: File
  package let superblock: HDF5Superblock
  /// As the user wrote it.
  package let shownPath: String
  /// Where the old part ends: the superblock's end-of-file address, not the file's size, since a killed run
  /// leaves a tail. 0 for a private copy, where nothing is old.
  let oldEnd: Int64
  /// What an interrupted run before this one had left.
  package let recovery: Journal.Recovery

  private let calls: any StorageCalls
  private var overlay: StorageOverlay
  /// How far the library has allocated, and how far the file goes.
  private var allocated: Int64 = 0
  private var size: Int64
  private var written: Int64 = 0
  /// The first write that went wrong. The library does not learn of it, since it can't close a file whose
  /// writes fail: from then on writes are dropped, and whoever called the library looks here.
  package private(set) var failure: Failure?
  private var isDiscarding = false
  private var openCount = 0
  private var extraID: hid_t = -1
  /// A read into this address, or an append from it, is not done; its place is noted instead.
  private var probe: UnsafeMutableRawPointer?
  private var probed: (offset: Int64, count: Int)?
  private var isDone = false
  /// Tells files apart that the library has open, also one it could not close from the next.
  let serial = Storage.nextSerial.wrappingAdd(1, ordering: .relaxed).newValue
  private static let nextSerial = Atomic(0)

  /// Opens `path` for a change.
  ///
  /// Takes the exclusive use of the file, undoes what an interrupted run left, and cuts off what stands
  /// behind the old end.
  ///
  /// - Parameter isPrivate: for a copy that nobody else sees yet: changes go straight to it, without a journal.
  package init(_ path: String, isPrivate: Bool = false, calls: any StorageCalls = KernelCalls())
    throws(Failure)
  {
    let real = Journal.resolved(path)
    let opened = try HDF5File.openRegular(real, .readWrite)
    // Better now than when all the work is done.
    guard isPrivate || FileSystem.isWritable(Path.parent(real)) else {
      throw Failure(
        .cannotCreate, .create, Journal.path(of: path), "the directory can't be written",
        hint: "--output FILE")
    }
    guard try ExclusiveUse.take(opened) else { throw ExclusiveUse.held(path) }
    recovery = isPrivate ? .none : try Journal.recover(opened, shownAs: path, calls: calls)
    superblock = try HDF5File.examine(opened, shownAs: path)
    file = opened
    shownPath = path
    self.calls = calls
    oldEnd = isPrivate ? 0 : superblock.endOfFile
    overlay = StorageOverlay(opened, end: oldEnd)
    size = try opened.status().size
    if size > superblock.endOfFile {
      try calls.truncate(opened, to: superblock.endOfFile)
      size = superblock.endOfFile
    }
  }

  deinit {
    if !isDone { discard() }
  }

  /// Opens the file in the library, through the driver. All ids got from it must be gone before `commit`.
  package func open() throws(Failure) -> HDF5File {
    guard HDF5.isStarted, StorageDriver.id >= 0 else {
      throw Failure(.bug, .open, shownPath, "the HDF5 library does not start")
    }
    let access = H5Pcreate(zmap_h5p_file_access())
    defer { H5Pclose(access) }
    var context: UnsafeMutableRawPointer? = Unmanaged.passUnretained(self).toOpaque()
    guard access >= 0, H5Pset_driver(access, StorageDriver.id, &context) >= 0 else {
      throw Failure(.bug, .open, shownPath, "the storage driver can't be used")
    }
    HDF5File.prepareGuard(shownPath)
    let id = HDF5.guarded { H5Fopen(shownPath, zmap_h5f_read_write(), access) }
    if id < 0, let failure { throw failure }
    let opened = try HDF5File(
      adopting: id, file: file, superblock: superblock, path: shownPath, recovery: recovery)
    // A second claim on the id, so that the close that counts is the one in `commit`, whose result is seen.
    H5Iinc_ref(id)
    extraID = id
    return opened
  }

  /// Makes the file the new one. Afterwards it holds all of the change, or, when this throws, nothing of it.
  ///
  /// Order: appended bytes last; journal lasts; old bytes change and last; journal goes.
  package func commit() throws {
    do {
      try closeLibrary()
      if size < allocated { try grow(to: allocated) }
      let changes = overlay.changes
      try Signals.check()
      try calls.synchronize(file)
      if !changes.isEmpty { try commit(Journal(oldEnd: oldEnd, changes: changes)) }
      isDone = true
    } catch {
      discard()
      throw error
    }
  }

  /// Leaves the file as it was; what was appended is cut off.
  package func discard() {
    guard !isDone else { return }
    isDone = true
    isDiscarding = true
    try? closeLibrary()
    if oldEnd > 0, size > oldEnd { try? calls.truncate(file, to: oldEnd) }
    // The lock goes with the descriptor, even where the library keeps hold of the rest.
    if openCount > 0 { try? file.close() }
  }

  private func commit(_ journal: Journal) throws(Failure) {
    guard try FileSystem.status(file.path)?.inode == file.status().inode else {
      throw Failure(.tryAgain, .write, shownPath, "it was replaced meanwhile")
    }
    do throws(Failure) {
      try journal.write(beside: file, calls)
      try journal.apply(to: file, calls)
      try Journal.finish(file, calls)
    } catch {
      // At once, if the disk lets us; else the next opener does it from the journal.
      _ = try? Journal.recover(file, shownAs: shownPath, calls: calls)
      throw error
    }
  }

  private func closeLibrary() throws(Failure) {
    guard extraID >= 0 else { return }
    let id = extraID
    extraID = -1
    let result = HDF5.guardedAtLength { H5Fclose(id) }
    if let failure { throw failure }
    guard isDiscarding || (result >= 0 && openCount == 0) else {
      throw HDF5.failure(shownPath, .write)
    }
  }

  /// Writes everything the library still holds, so that what fails, fails here.
  package func flush() throws(Failure) {
    let result = HDF5.guardedAtLength { H5Fflush(extraID, H5F_SCOPE_LOCAL) }
    if let failure { throw failure }
    guard result >= 0 else { throw HDF5.failure(shownPath, .write) }
  }

  /// The failure under the library that made it return an error, or what it says itself.
  package func failure(_ object: String) -> Failure { failure ?? HDF5.failure(object, .write) }

  /// Where in the file `body` makes the library read `buffer` from, or append it to, without doing so: how stored
  /// chunks are found, and how threads of ours write what is to be appended. Nil when it did neither, or not
  /// in one piece.
  package func place(of buffer: UnsafeMutableRawPointer, _ body: () -> Bool) -> (offset: Int64, count: Int)? {
    probe = buffer
    probed = nil
    defer { probe = nil }
    return body() ? probed : nil
  }
}

extension Storage {
  /// Writes at a place that `place` found; any thread may.
  package struct Appender: Sendable {
    fileprivate let file: File
    fileprivate let calls: any StorageCalls

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Failure) {
      try calls.write(bytes, to: file, at: offset)
    }
  }

  package var appender: Appender { Appender(file: file, calls: calls) }

  /// Tells that appended bytes up to `end` are there, for the kernel to begin writing.
  package func didAppend(_ count: Int, upTo end: Int64) { startWriteback(count, upTo: end) }
}

// What the driver calls.
extension Storage {
  /// The library holds the file, and with it this value.
  func opened() { openCount += 1 }

  func closed() { openCount -= 1 }

  var endOfAllocation: Int64 {
    get { allocated }
    set { allocated = newValue }
  }

  var endOfFile: Int64 { max(size, allocated) }

  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Bool {
    if let probe, probe == buffer.baseAddress, offset + Int64(buffer.count) <= size {
      probed = (offset, buffer.count)
      return true
    }
    do throws(Failure) {
      let count = try file.read(into: buffer, at: offset)
      for index in count..<buffer.count { buffer[index] = 0 }
      overlay.patch(buffer, at: offset)
      return true
    } catch {
      if failure == nil { failure = error }
      return false
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
    if isDiscarding { return true }
    if let probe, UnsafeRawPointer(probe) == bytes.baseAddress, offset >= oldEnd {
      probed = (offset, bytes.count)
      size = max(size, offset + Int64(bytes.count))
      return true
    }
    attempt { () throws(Failure) in
      let old = Int(max(0, min(Int64(bytes.count), oldEnd - offset)))
      if old > 0 { try overlay.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(old)), at: offset) }
      guard old < bytes.count else { return }
      let place = offset + Int64(old)
      try calls.write(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(old)), to: file, at: place)
      size = max(size, place + Int64(bytes.count - old))
      startWriteback(bytes.count - old, upTo: size)
    }
    return true
  }

  func truncate() -> Bool {
    if isDiscarding { return true }
    attempt { () throws(Failure) in
      if size < allocated { try grow(to: allocated) }
    }
    return true
  }

  private func grow(to end: Int64) throws(Failure) {
    try calls.truncate(file, to: end)
    size = end
  }

  /// Lets the kernel begin with what has gathered, so that the last synchronization finds little to do.
  private func startWriteback(_ count: Int, upTo end: Int64) {
    written += Int64(count)
    guard written >= 8 << 20 else { return }
    zmap_start_writeback(file.descriptor, max(oldEnd, end - written), written)
    written = 0
  }

  private func attempt(_ body: () throws(Failure) -> Void) {
    do throws(Failure) {
      try body()
    } catch {
      if failure == nil { failure = error }
      isDiscarding = true
    }
  }
}
