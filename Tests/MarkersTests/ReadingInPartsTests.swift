import Markers
import Testing
import ZMAPCore

/// Tables large enough for several threads.
@Suite struct ReadingInPartsTests {
  @Test func aNewlineInQuotesIsNoPlaceToCut() throws {
    var text = "celltype,gene,overall_rank,note\n"
    var expected = ""
    // Notes that look like rows, so that a thread that begins in one believes what it reads.
    for row in 1...60_000 {
      text += "g,gene\(row),\(row),\"a note\nof,three,7,rows\nas,they,8,say\"\n"
      expected += "g\tgene\(row)\n"
    }
    var query = MarkerQuery()
    query.limit = nil
    #expect(try Asking().answer(Array(text.utf8), query) == Array(expected.utf8))
  }

  @Test func aFaultIsToldWithItsLineInTheWholeFile() throws {
    var text = "celltype,gene,overall_rank\n"
    for row in 1...300_000 { text += "g,gene\(row % 100),\(row)\n" }
    let ragged = Array((text + "g,gene\n").utf8)
    #expect(throws: Failure(.badData, .parse, "table", "line 300002: 2 fields where the heading has 3")) {
      try Asking().answer(ragged)
    }
    let words = Array((text + "g,gene,third\n").utf8)
    let reason = "line 300002: 'third' in column 'overall_rank' is not a number"
    #expect(throws: Failure(.badData, .parse, "table", reason)) { try Asking().answer(words) }
  }
}
