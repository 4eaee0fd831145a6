import Digest
import TestSupport
import Testing
import ZMAPCore

@Suite struct StreamDigestTests {
  /// One line of `digests.tsv`, which `Tests/Oracle/digests.py` wrote.
  struct Case: CustomTestStringConvertible, Sendable {
    let size: Int
    let part: Int?
    let sha256: String
    let etag: String
    var testDescription: String { "\(size) bytes, parts of \(part.map(String.init) ?? "no size")" }
    var content: [UInt8] { StreamDigestTests.content(size) }
  }

  static let cases: [Case] = {
    let text = (try? AtomicFile.read(Repository.fixture("digests.tsv"))) ?? []
    return String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(size: Int(fields[0]) ?? 0, part: Int(fields[1]), sha256: fields[2], etag: fields[3])
    }
  }()

  static func content(_ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ ($0 >> 8) &* 17 &+ ($0 >> 16) &* 7) }
  }

  @Test func readsTheExpectedValues() { #expect(Self.cases.count == 9) }

  @Test(arguments: cases) func agreesWithHashlib(_ wanted: Case) {
    var digest = StreamDigest(etag: ETag("\"\(wanted.etag)\""), size: Int64(wanted.size))
    digest.update(wanted.content)
    let result = digest.finish()
    #expect(result.sha256 == wanted.sha256)
    #expect(result.bytes == Int64(wanted.size))
    // Parts of 7 MiB in a file where parts of 8 MiB would fit too: nobody uses them.
    #expect(result.etag == (wanted.part == 7 << 20 ? .unknown : .matches))
  }

  @Test(arguments: cases) func doesNotDependOnHowTheStreamIsCut(_ wanted: Case) throws {
    let room = try TemporaryDirectory()
    let file = try File(room.write("content", wanted.content))
    let etag = ETag(wanted.etag)
    let whole = try StreamDigest.of(file, etag: etag)
    var pieces = StreamDigest(etag: etag, size: Int64(wanted.size))
    var offset = 0
    for step in sequence(first: 1, next: { $0 * 3 }) {
      let end = min(wanted.size, offset + step)
      try pieces.update(from: file, Int64(offset)..<Int64(end))
      offset = end
      if offset == wanted.size { break }
    }
    #expect(pieces.finish() == whole)
    #expect(whole.sha256 == wanted.sha256)
  }

  @Test func aFlippedBitDiffersWhereTheTagLeavesNoDoubt() throws {
    for wanted in Self.cases where wanted.size > 0 {
      var content = wanted.content
      content[wanted.size / 2] ^= 0x10
      var digest = StreamDigest(etag: ETag(wanted.etag), size: Int64(wanted.size))
      digest.update(content)
      // So few parts could be of several sizes; a single part can't.
      let isDoubtful = wanted.part != nil && !wanted.etag.hasSuffix("-1")
      #expect(digest.finish().etag == (isDoubtful ? .unknown : .differs), "\(wanted.size)")
    }
  }

  @Test func aWeakTagProvesNothing() throws {
    var digest = StreamDigest(etag: ETag("W/\"93b885adfe0da089cdf634904fd59f71\""), size: 1)
    digest.update([1])
    #expect(digest.finish().etag == .unknown)
    var same = StreamDigest(etag: ETag("W/\"93b885adfe0da089cdf634904fd59f71\""), size: 1)
    same.update([0])
    #expect(same.finish().etag == .matches)
  }

  @Test func goesOnAfterALook() throws {
    var digest = StreamDigest()
    digest.update(Self.content(1))
    #expect(digest.finish().sha256 == Self.cases.first { $0.size == 1 }?.sha256)
    digest.update(Array(Self.content(1_000_003).dropFirst()))
    #expect(digest.finish().sha256 == Self.cases.first { $0.size == 1_000_003 }?.sha256)
  }

  @Test func leavesOutWhatLiesPastTheEndOfTheFile() throws {
    let room = try TemporaryDirectory()
    var digest = StreamDigest()
    try digest.update(from: File(room.write("short", [0])), 0..<100)
    #expect(digest.finish().bytes == 1)
  }
}
