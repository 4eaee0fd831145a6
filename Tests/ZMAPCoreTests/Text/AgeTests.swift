import Testing
import ZMAPCore

@Suite struct AgeTests {
  @Test(
    arguments: [
      ("0s", 0), ("90s", 90), ("5m", 300), ("12h", 43_200), ("30d", 2_592_000), ("2w", 1_209_600),
      ("1y", 31_536_000),
    ] as [(String, Int64)])
  func readsAges(_ text: String, _ seconds: Int64) { #expect(Age.parse(text) == seconds) }

  @Test(arguments: [
    "", "d", "30", "-1d", "1.5d", "30 d", "30D", "1d2h", "99999999999999999999d", "99999999999d", "٣d",
  ])
  func refusesWhatIsNoAge(_ text: String) { #expect(Age.parse(text) == nil) }

  @Test func writesTheLargestFullUnit() {
    #expect(Age.text(0) == "0 seconds")
    #expect(Age.text(59) == "59 seconds")
    #expect(Age.text(3599) == "59 minutes")
    #expect(Age.text(86_399) == "23 hours")
    #expect(Age.text(86_400) == "1 day")
    #expect(Age.text(.max) == "106751991167300 days")
  }
}

@Suite struct TimestampTests {
  /// As `date -u -d @SECONDS +%FT%TZ` gives them.
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"),
      (4_102_444_800, "2100-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func writesUTC(_ seconds: Int64, _ text: String) {
    #expect(Timestamp.text(secondsSince1970: seconds) == text)
  }
}
