import TestSupport
import Testing
import ZMAPCore

@Suite struct FileIntegrityTests {
  let room: TemporaryDirectory

  init() throws { room = try TemporaryDirectory() }

  private func verdict(_ bytes: [UInt8]) throws -> FileIntegrity {
    try FileIntegrity.of(try room.write("file", bytes))
  }

  /// An end record: nothing on other disks, `entries` bytes of directory at `offset`, and a comment.
  private func zipEnd(size: UInt32 = 0, offset: UInt32 = 0, comment: Int = 0) -> [UInt8] {
    func little(_ value: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
    }
    return [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 8) + little(size, 4) + little(offset, 4)
      + little(UInt32(comment), 2) + [UInt8](repeating: 0x20, count: comment)
  }
  private let zipHead: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 200)

  @Test func knowsAWholeZip() throws {
    #expect(try verdict(zipEnd()) == .whole(.zip))
    #expect(try verdict(zipHead + zipEnd(size: 100, offset: 104)) == .whole(.zip))
    #expect(try verdict(zipHead + zipEnd(size: 100, offset: 104, comment: 65_535)) == .whole(.zip))
  }

  @Test func findsAZipWithoutItsEnd() throws {
    #expect(try verdict(zipHead) == .truncated(.zip, expected: 0))
    #expect(try verdict(zipHead + zipEnd().dropLast()) == .truncated(.zip, expected: 0))
    #expect(
      try verdict(zipHead + zipEnd(comment: 9).dropLast()) == .truncated(.zip, expected: 0), "a cut comment")
    #expect(
      try verdict(zipHead + zipEnd(size: 100, offset: 105)) == .truncated(.zip, expected: 0),
      "its directory would lie behind the record")
  }

  @Test func takesAZip64AtItsWord() throws {
    #expect(try verdict(zipHead + zipEnd(size: .max, offset: .max)) == .whole(.zip))
  }

  @Test func knowsAStubOfHDF5() throws {
    for count in 1...8 {
      #expect(
        try verdict(Array(HDF5Superblock.signature.prefix(count))) == .truncated(.hdf5, expected: 0))
    }
    #expect(try verdict(HDF5Superblock.signature + [0, 0, 0]) == .truncated(.hdf5, expected: 0))
  }

  @Test(arguments: [
    "", "P", "PK", "PKZIP is a program", "<!DOCTYPE html>", "HDF", "\u{89}HDF",
    String(repeating: "x", count: 5000),
  ]) func knowsNothingOfOtherFiles(_ text: String) throws {
    #expect(try verdict(Array(text.utf8)) == .unknown)
  }

  @Test func leavesTheTimeOfLastUseAlone() throws {
    let path = try room.write("file", zipEnd())
    #expect(try Child.run(["touch", "-a", "-d", "2001-01-01", path]).status == 0)
    let before = try FileSystem.status(path)?.accessed
    _ = try FileIntegrity.of(path)
    #expect(try FileSystem.status(path)?.accessed == before)
  }

  @Test func saysWhyAFileCannotBeRead() throws {
    #expect(throws: Failure(.open, "/nonexistent", errno: 2)) { try FileIntegrity.of("/nonexistent") }
    #expect(throws: Failure.self) { try FileIntegrity.of("/tmp") }
  }
}
