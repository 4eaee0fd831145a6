import TestSupport
import Testing
import ZMAPCore

@Suite struct PathTests {
  /// As basename(1) and dirname(1) give them.
  @Test(
    arguments: [
      ("/usr/lib", "lib", "/usr"), ("/usr/", "usr", "/"), ("usr", "usr", "."), ("/", "/", "/"),
      (".", ".", "."),
      ("..", "..", "."), ("a//b//", "b", "a/"), ("//a", "a", "/"), ("a/b/.", ".", "a/b"), ("///", "///", "/"),
      ("a\n/b c", "b c", "a\n"), ("é/x", "x", "é"),
    ] as [(String, String, String)])
  func splits(_ path: String, _ name: String, _ parent: String) {
    #expect(Path.name(path) == name)
    #expect(Path.parent(path) == parent)
  }

  @Test func joins() {
    #expect(Path.join("a", "b") == "a/b")
    #expect(Path.join("a/", "b") == "a/b")
    #expect(Path.join("/", "b") == "/b")
  }

  @Test(arguments: [
    ("/a/b", "/a/b"), ("a", "/here/a"), ("./a//b/", "/here/a/b"), ("/", "/"), (".", "/here"), ("", "/here"),
    ("../a", "/here/../a"), ("/a/./b/.", "/a/b"), ("...", "/here/..."),
  ])
  func makesAbsolute(_ path: String, _ expected: String) {
    #expect(Path.absolute(path, from: "/here") == expected)
  }

  @Test(arguments: ["x.h5ad", "a b", "..x", "é", "x-y_z.csv.zip", String(repeating: "x", count: 255)])
  func takesNames(_ name: String) { #expect(Path.objection(toName: name) == nil) }

  @Test(arguments: [
    "", ".", "..", "a/b", "/", "../x", "-x", "a\nb", "a\u{0}b", "\u{7F}", String(repeating: "é", count: 128),
  ])
  func refusesWhatIsNoName(_ name: String) { #expect(Path.objection(toName: name) != nil) }

  @Test func tellsSpellingsApart() {
    #expect("é" == "e\u{301}")
    #expect(!"é".hasSameBytes(as: "e\u{301}"))
    #expect("é".hasSameBytes(as: "é"))
  }

  @Test func followsLinks() throws {
    let room = try TemporaryDirectory()
    try room.write("x", [])
    #expect(try Child.run(["ln", "-s", "x", room.file("link")]).status == 0)
    #expect(try Path.real(room.file("link")) == room.file("x"))
    #expect(throws: Failure.self) { try Path.real(room.file("nothing")) }
  }
}
