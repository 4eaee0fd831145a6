import Digest
import Testing

@Suite struct PartSizeTests {
  static let mebibyte: Int64 = 1 << 20

  /// Sizes of real atlases, in every part size that uploaders of them use.
  @Test(arguments: [6_442_450_945, 20_000_000_003, 59_999_999_999] as [Int64], [5, 8, 16, 64] as [Int64])
  func isCertainForLargeFiles(_ size: Int64, _ mebibytes: Int64) {
    let part = mebibytes * Self.mebibyte
    let found = PartSize(size: size, parts: (size - 1) / part + 1)
    #expect(found.candidates == [part])
    #expect(found.isCertain)
  }

  @Test func triesTheUsualSizesWhenSeveralFit() {
    let found = PartSize(size: 20 * Self.mebibyte, parts: 2)
    #expect(
      found.candidates == [10, 15, 16].map { $0 * Self.mebibyte } + [15_000_000, 16_000_000])
    #expect(!found.isCertain)
  }

  @Test func triesAnOddSizeWhenItAloneFits() {
    let found = PartSize(size: 700 * Self.mebibyte, parts: 100)
    #expect(found.candidates == [7 * Self.mebibyte])
    #expect(!found.isCertain)
  }

  @Test func aSinglePartIsTheWhole() {
    #expect(PartSize(size: 12_345, parts: 1).candidates == [12_345])
  }

  @Test(
    arguments: [
      (0, 1), (1, 0), (-5, 2), (10, 7), (3, 4), (100, Int64.max), (Int64.max, Int64.max),
    ] as [(Int64, Int64)])
  func isNoneWhereNoneFits(_ size: Int64, _ parts: Int64) {
    #expect(PartSize(size: size, parts: parts).candidates.filter { $0 > 1 }.isEmpty)
  }

  @Test func doesNotOverflow() {
    #expect(PartSize(size: .max, parts: 2).candidates == [])
    #expect(PartSize(size: .max, parts: 1).candidates == [.max])
  }
}
