import TestSupport
import Testing
import ZMAPCore

@Suite struct NameListTests {
  @Test func splitsAtCommas() throws {
    #expect(try NameList("sox10,foxd3").names == ["sox10", "foxd3"])
    #expect(try NameList("sox10").names == ["sox10"])
    #expect(try NameList("").names == [])
    #expect(try NameList(",a,,b,").names == ["a", "b"])
    #expect(try NameList("a b, c").names == ["a b", " c"])
  }

  @Test func readsOneALineAndTheLastColumn() throws {
    let room = try TemporaryDirectory()
    let path = try room.write("names", Array("sox10\r\n\ngroup\tfoxd3\na,b\nlast".utf8))
    #expect(try NameList("@\(path)").names == ["sox10", "foxd3", "a,b", "last"])
  }

  @Test func saysWhichFileIsNotThere() {
    #expect(throws: Failure(.open, "/nonexistent", errno: 2)) { try NameList("@/nonexistent") }
  }
}

@Suite struct NearestNamesTests {
  static let names = [
    "hepatocyte", "Hepatocytes", "heart", "neural crest", "Neuron", "B cell", "T cell", "eye",
  ]

  @Test(
    arguments: [
      ("hepatocite", ["hepatocyte", "Hepatocytes"]), ("NEURON", ["Neuron"]),
      ("neural", ["neural crest", "Neuron"]),
      ("C cell", ["B cell", "T cell"]), ("zzzzzzzz", []), ("eyes", ["eye"]),
    ] as [(String, [String])])
  func findsWhatLooksLikeIt(_ wanted: String, _ expected: [String]) {
    #expect(NearestNames.of(wanted, in: Self.names) == expected)
  }

  @Test func givesNoMoreThanAskedFor() {
    #expect(NearestNames.of("a", in: (1...50).map { "a\($0)" }, count: 2) == ["a1", "a10"])
  }

  @Test func takesNothingForEverything() {
    #expect(NearestNames.of("x", in: []) == [])
    #expect(NearestNames.of("", in: ["a", "bb", "cccc"]).count <= 3)
  }
}
