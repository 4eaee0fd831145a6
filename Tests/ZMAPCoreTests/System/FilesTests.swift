import TestSupport
import Testing
import ZMAPCore

@Suite struct AtomicFileTests {
  @Test func replacesAsAWhole() throws {
    let room = try TemporaryDirectory()
    let path = try room.write("x", [1])
    let reader = try File(path)
    try AtomicFile.write([2, 3], to: path)
    #expect(try AtomicFile.read(path) == [2, 3])
    #expect(try reader.bytes(at: 0, count: 9) == [1], "who has the old file open reads on")
    #expect(try FileSystem.names(in: room.path) == ["x"])
  }

  @Test func leavesNothingBehindWhereItCannotWrite() throws {
    let room = try TemporaryDirectory()
    try FileSystem.makeDirectory(room.file("directory"))
    #expect(throws: Failure.self) { try AtomicFile.write([1], to: room.file("directory")) }
    #expect(throws: Failure.self) { try AtomicFile.write([1], to: room.file("nowhere/x")) }
    #expect(try FileSystem.names(in: room.path) == ["directory"])
  }

  @Test func readsWhatIsThere() throws {
    let room = try TemporaryDirectory()
    #expect(try AtomicFile.read(room.file("nothing")) == nil)
    #expect(try AtomicFile.read(try room.write("x", [1, 2, 3]), limit: 3) == [1, 2, 3])
    #expect(throws: Failure.self) { try AtomicFile.read(room.file("x"), limit: 2) }
    #expect(throws: Failure.self) { try AtomicFile.read(room.path) }
  }
}

@Suite struct FileTests {
  @Test func readsOnlyAsFarAsTheFileGoes() throws {
    let room = try TemporaryDirectory()
    let file = try File(try room.write("x", [1, 2, 3]))
    #expect(try file.bytes(at: 1, count: 100) == [2, 3])
    #expect(try file.bytes(at: 3, count: 1) == [])
    #expect(try file.bytes(at: 1 << 40, count: 1) == [])
    #expect(throws: Failure.self) { try file.bytes(at: -1, count: 1) }
  }

  @Test func makesNewFilesOnlyWhereThereAreNone() throws {
    let room = try TemporaryDirectory()
    _ = try File(room.file("x"), .createNew)
    #expect(throws: Failure(.create, room.file("x"), errno: 17)) { try File(room.file("x"), .createNew) }
  }

  @Test func makesDirectoriesWithTheirParents() throws {
    let room = try TemporaryDirectory()
    try FileSystem.makeDirectory(room.file("a/b/c/"))
    try FileSystem.makeDirectory(room.file("a/b"))
    #expect(FileSystem.isDirectory(room.file("a/b/c")))
    try room.write("file", [])
    #expect(throws: Failure.self) { try FileSystem.makeDirectory(room.file("file/x")) }
    #expect(throws: Failure.self) { try FileSystem.makeDirectory(room.file("file")) }
  }

  @Test func sortsNamesByTheirBytes() throws {
    let room = try TemporaryDirectory()
    for name in ["b", "a", "B", "é", "_", "10", "2", ".x"] { try room.write(name, []) }
    #expect(try FileSystem.names(in: room.path) == [".x", "10", "2", "B", "_", "a", "b", "é"])
    #expect(try FileSystem.names(in: room.file("nothing")) == [])
  }
}

@Suite struct FileLockTests {
  /// Locks of this kind lie between open files, in one process or in two.
  @Test func keepsOutAnotherDescriptorAndLetsItInAfterwards() throws {
    let room = try TemporaryDirectory()
    var first = try FileLock.take(room.file("lock"), wait: false)
    #expect(first?.isHeld == true)
    #expect(try FileLock.take(room.file("lock"), wait: false) == nil)
    _ = try File(room.file("lock"))
    #expect(try FileLock.take(room.file("lock"), wait: false) == nil, "another descriptor was closed")
    first = nil
    #expect(try FileLock.take(room.file("lock"), wait: true) != nil)
  }

  @Test func goesOnWhereTheFileSystemHasNoLocks() throws {
    #expect(try FileLock.take("/dev/null", wait: false) != nil)
  }

  @Test func knowsAFileThatAnotherProcessWrites() throws {
    let room = try TemporaryDirectory()
    let path = try room.write("x", [])
    #expect(!FileLock.isBeingWritten(path))
    let script = "exec 9<> x; flock 9; touch ready; read < fifo"
    #expect(try Child.run(["mkfifo", room.file("fifo")]).status == 0)
    let run = "cd \(room.path); bash -c '\(script)' & while [ ! -e ready ]; do sleep 0.01; done"
    #expect(try Child.run(["bash", "-c", run]).status == 0)
    #expect(FileLock.isBeingWritten(path))
    #expect(try Child.run(["bash", "-c", "echo > \(room.file("fifo"))"]).status == 0)
    #expect(!FileLock.isBeingWritten(room.file("nothing")))
  }
}

@Suite struct LineInputTests {
  private func lines(_ bytes: [UInt8]) throws -> [String] {
    let room = try TemporaryDirectory()
    let file = try File(try room.write("x", bytes))
    return try LineInput.names(descriptor: file.descriptor, name: "x")
  }

  @Test func takesLinesOfAnyEnd() throws {
    #expect(try lines(Array("a\nb\r\n\n c \nlast".utf8)) == ["a", "b", " c ", "last"])
    #expect(try lines([]) == [])
    #expect(try lines(Array("\n\r\n".utf8)) == [])
  }

  @Test func takesLinesLongerThanItsBuffer() throws {
    let long = [UInt8](repeating: 0x61, count: 200_000)
    #expect(
      try lines(long + [0x0A] + long) == Array(repeating: String(decoding: long, as: UTF8.self), count: 2))
  }

  @Test func refusesALineThatIsNone() {
    #expect(throws: Failure.self) { try lines([UInt8](repeating: 0x61, count: 3 << 20)) }
  }
}
