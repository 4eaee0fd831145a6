import TestSupport
import Testing
import ZMAPCore

@Suite struct HDF5SuperblockTests {
  /// One line of `superblocks.tsv`, which `Tests/Oracle/superblocks.py` wrote.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let version: UInt8
    let offset: Int64
    let size: Int64
    let bytes: [UInt8]
  }

  static let cases: [Case] = {
    let text = (try? AtomicFile.read(Repository.fixture("superblocks.tsv"))) ?? []
    return String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t").map(String.init)
      let digits = Array(fields[4])
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      return Case(
        testDescription: fields[0], version: UInt8(fields[1]) ?? 99, offset: Int64(fields[2]) ?? -1,
        size: Int64(fields[3]) ?? -1, bytes: bytes)
    }
  }()

  @Test func readsTheExpectedValues() { #expect(Self.cases.count == 6) }

  @Test(arguments: cases) func statesTheLengthThatTheLibraryWrote(_ wanted: Case) {
    let found = HDF5Superblock(wanted.bytes, at: wanted.offset)
    #expect(found?.version == wanted.version)
    #expect(found?.endOfFile == wanted.size)
  }

  @Test(arguments: cases) func isFoundInTheFile(_ wanted: Case) throws {
    let room = try TemporaryDirectory()
    let content = [UInt8](repeating: 7, count: Int(wanted.offset)) + wanted.bytes
    let path = try room.write("x.h5ad", content)
    #expect(
      try FileIntegrity.of(path) == .truncated(.hdf5, expected: wanted.size), "most of it is missing")
    try File(path, .readWrite).truncate(to: wanted.size)
    #expect(try FileIntegrity.of(path) == .whole(.hdf5))
    try File(path, .readWrite).truncate(to: wanted.size + 1)
    #expect(try FileIntegrity.of(path) == .whole(.hdf5), "what lies behind the end is no harm")
    try File(path, .readWrite).truncate(to: wanted.size - 1)
    #expect(try FileIntegrity.of(path) == .truncated(.hdf5, expected: wanted.size))
  }

  @Test(arguments: cases) func standsAnyCutAndAnyChangedByte(_ wanted: Case) {
    for count in 0..<wanted.bytes.count { _ = HDF5Superblock(wanted.bytes.prefix(count), at: wanted.offset) }
    for index in wanted.bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var bytes = wanted.bytes
        bytes[index] = value
        if let found = HDF5Superblock(bytes, at: wanted.offset) { #expect(found.endOfFile > wanted.offset) }
      }
    }
  }

  @Test func refusesEndsThatCannotBe() throws {
    let first = try #require(Self.cases.first { $0.version == 2 && $0.offset == 0 })
    for end in [[UInt8](repeating: 0xFF, count: 8), [UInt8](repeating: 0, count: 8)] {
      var bytes = first.bytes
      bytes.replaceSubrange(28..<36, with: end)
      #expect(HDF5Superblock(bytes) == nil)
    }
    for (index, value) in [(8, 4), (9, 3), (9, 0), (9, 255), (0, 0)] as [(Int, UInt8)] {
      var bytes = first.bytes
      bytes[index] = value
      #expect(HDF5Superblock(bytes) == nil, "byte \(index) = \(value)")
    }
  }
}
