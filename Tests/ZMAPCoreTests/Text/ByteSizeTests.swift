import Testing
import ZMAPCore

@Suite struct ByteSizeTests {
  @Test(
    arguments: [
      ("0", 0), ("17", 17), ("1K", 1024), ("2M", 2_097_152), ("2m", 2_097_152), ("1.5G", 1_610_612_736),
      ("20GiB", 21_474_836_480),
      ("3KB", 3072),
    ] as [(String, Int64)])
  func readsSizes(_ text: String, _ bytes: Int64) { #expect(ByteSize.parse(text) == bytes) }

  @Test(arguments: ["", "M", "-1", "1e3", "1X", "0x10", "nan", "99999999999P", "1.2.3", " 1"])
  func refusesWhatIsNoSize(_ text: String) { #expect(ByteSize.parse(text) == nil) }

  @Test(
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1_048_575, "1.0 MiB"), (3_355_443, "3.2 MiB"),
      (1 << 40, "1.0 TiB"), (.max, "8.0 EiB"),
    ] as [(Int64, String)])
  func writesSizes(_ bytes: Int64, _ text: String) { #expect(ByteSize.text(bytes) == text) }
}
