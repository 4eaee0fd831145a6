import TestSupport
import Testing
import ZMAPCore

@Suite struct CacheRecordTests {
  let room: TemporaryDirectory
  let path: String

  init() throws {
    room = try TemporaryDirectory()
    path = try room.write("x.h5ad", [1, 2, 3])
  }

  private func record(_ name: String = "x.h5ad") throws -> CacheRecord {
    let status = try #require(try FileSystem.status(path))
    return CacheRecord(
      name: name, url: "https://example.org/x", size: 3, etag: "\"a\\\"b\"", lastModified: "yesterday",
      sha256: String(repeating: "0", count: 64), fetchedAt: "2026-11-22T15:00:00Z", origin: .download,
      verified: ["size", "etag"], fingerprint: CacheRecord.Fingerprint(status))
  }

  @Test func readsWhatItWrote() throws {
    try record().write(in: room.path)
    #expect(CacheRecord.read("x.h5ad", in: room.path) == (try record()))
    #expect(try FileSystem.names(in: room.file(".zmap")) == [".gitignore", "CACHEDIR.TAG", "meta"])
  }

  @Test(arguments: ["with blank", "new\nline", "quo\"te\\", "é", "-dash", ".json"])
  func worksWithAnyName(_ name: String) throws {
    try record(name).write(in: room.path)
    #expect(CacheRecord.read(name, in: room.path)?.name == name)
  }

  @Test func readsFieldsOfLaterTimesAndKeepsSilentOnThem() throws {
    try record().write(in: room.path)
    let file = room.file(".zmap/meta/x.h5ad.json")
    let text = String(decoding: try #require(try AtomicFile.read(file)), as: UTF8.self)
    try AtomicFile.write(
      Array(text.replacing("{\n", with: "{\"later\":[1],", maxReplacements: 1).utf8), to: file)
    #expect(CacheRecord.read("x.h5ad", in: room.path) == (try record()))
  }

  @Test func damageIsOnlyLessKnowledge() throws {
    try record().write(in: room.path)
    let file = room.file(".zmap/meta/x.h5ad.json")
    let good = try #require(try AtomicFile.read(file))
    for count in 0..<good.count - 2 {
      try AtomicFile.write(Array(good.prefix(count)), to: file)
      #expect(CacheRecord.read("x.h5ad", in: room.path) == nil)
    }
    for text in ["null", "[]", "{}", "3", "\"\"", "{\"version\":1}", String(repeating: "[", count: 100_000)] {
      try AtomicFile.write(Array(text.utf8), to: file)
      #expect(CacheRecord.read("x.h5ad", in: room.path) == nil)
    }
    try AtomicFile.write([UInt8](repeating: 0x20, count: 2 << 20), to: file)
    #expect(CacheRecord.read("x.h5ad", in: room.path) == nil, "too large to be one")
  }

  @Test func aRecordOfAnotherNameOrVersionIsNone() throws {
    try record("y.h5ad").write(in: room.path)
    try FileSystem.rename(room.file(".zmap/meta/y.h5ad.json"), to: room.file(".zmap/meta/x.h5ad.json"))
    #expect(CacheRecord.read("x.h5ad", in: room.path) == nil)
    var later = try record()
    later.version = 2
    try later.write(in: room.path)
    #expect(CacheRecord.read("x.h5ad", in: room.path) == nil)
  }

  @Test func aChangeIsNotedOnceAndMovesTheFingerprint() throws {
    try record().write(in: room.path)
    try AtomicFile.write([1, 2, 3, 4], to: path)
    CacheRecord.noteChange(of: path, tool: "zmap-tpmlog", element: "layers/tpm_log")
    CacheRecord.noteChange(of: path, tool: "zmap-tpmlog", element: "layers/tpm_log")
    let noted = try #require(CacheRecord.read("x.h5ad", in: room.path))
    #expect(noted.changes?.map(\.element) == ["layers/tpm_log"])
    #expect(noted.fingerprint.size == 4)
    #expect(noted.size == 3 && noted.sha256 != nil && noted.etag != nil, "what came stays known")
    #expect(noted.currentSha256 == nil)
    let place = Places.Place(elsewhere: room.path)
    let kept = try #require(try KeptFile.look(at: "x.h5ad", in: place))
    #expect(kept.status == .modified && kept.isCurrent && kept.sha256 == nil)
  }

  @Test func aChangeIsNotedThroughALink() throws {
    try record().write(in: room.path)
    #expect(try Child.run(["ln", "-s", path, room.file("link")]).status == 0)
    CacheRecord.noteChange(of: room.file("link"), tool: "zmap-tpmlog", element: "X")
    #expect(CacheRecord.read("x.h5ad", in: room.path)?.changes?.count == 1)
  }

  @Test func withoutARecordAChangeMakesNone() throws {
    CacheRecord.noteChange(of: path, tool: "zmap-tpmlog", element: "X")
    CacheRecord.noteChange(of: "/nonexistent", tool: "zmap-tpmlog", element: "X")
    #expect(!FileSystem.exists(room.file(".zmap")))
  }
}
