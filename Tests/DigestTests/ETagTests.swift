import Digest
import Testing

@Suite struct ETagTests {
  static let digest = "f77dc0eecdebcd774a2a22cb393ad2ff"
  static let bytes = Hex.bytes(digest, count: 16) ?? []

  @Test func readsTheFormsOfObjectStores() {
    #expect(ETag("\"\(Self.digest)\"")?.content == .md5(Self.bytes))
    #expect(ETag(Self.digest)?.content == .md5(Self.bytes))
    #expect(ETag("\"\(Self.digest.uppercased())\"")?.content == .md5(Self.bytes))
    #expect(ETag("\"\(Self.digest)-2\"")?.content == .multipart(Self.bytes, parts: 2))
    #expect(ETag("W/\"\(Self.digest)\"")?.isWeak == true)
    #expect(ETag("W/\"\(Self.digest)\"")?.content == .md5(Self.bytes))
  }

  @Test(arguments: [
    "\"\"", "\"", "W/", "\"5f3c-1234\"", "\"\(digest)-\"", "\"\(digest)-0\"", "\"\(digest)--1\"",
    "\"\(digest)-+1\"", "\"\(digest)-99999999999999999999\"", "\"\(digest)0\"", "\"\(digest)-2-2\"",
    "\"ḟ77dc0eecdebcd774a2a22cb393ad2f\"", "\"\(digest.dropLast())g\"",
  ])
  func takesEverythingElseAsAMereName(_ text: String) { #expect(ETag(text)?.content == .opaque) }

  @Test func isAbsentWhenEmpty() { #expect(ETag("") == nil) }
}

@Suite struct HexTests {
  @Test func goesBothWays() {
    #expect(Hex.text([0, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
    #expect(Hex.bytes("000FA5ff", count: 4) == [0, 0x0F, 0xA5, 0xFF])
    #expect(Hex.bytes("", count: 0) == [])
  }

  @Test(arguments: ["0", "000", "0g", "00000", "-1", " 0", "é"])
  func refusesWhatIsNotTwoDigitsAByte(_ text: String) { #expect(Hex.bytes(text, count: 1) == nil) }
}
