import Markers
import TestSupport
import Testing
import ZMAPCore

/// Damaged input of all kinds: an answer or a `Failure` with its status, never a trap, and never long.
///
/// `ZMAP_FUZZ_ROUNDS` makes it a long run, `ZMAP_FUZZ_SEED` another one; Tests/Fuzz/markers.fuzz.sh does both.
@Suite struct FuzzTests {
  static let rounds = Environment.process["ZMAP_FUZZ_ROUNDS"].flatMap { UInt64($0) } ?? 1000
  static let seed = Environment.process["ZMAP_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
  static let longest = Duration.seconds(5)

  private static func fixture(_ name: String) throws -> [UInt8] {
    try #require(try AtomicFile.read(Repository.fixture(name)))
  }

  private static var questions: [(MarkerQuery, MarkerFormat)] {
    var filtered = MarkerQuery()
    filtered.type = .consensus
    filtered.limit = 3
    filtered.omitsUnannotated = true
    filtered.thresholds = [.log2FC: 0, .enrichment: -1]
    var all = MarkerQuery()
    all.limit = nil
    all.type = .specificity
    return [(MarkerQuery(), .panel), (filtered, .dict), (all, .table), (MarkerQuery(), .jsonl)]
  }

  /// Runs `body` for each seed and looks at how it ends.
  private static func survives(_ kind: String, _ body: (inout Mutation) throws -> Void) throws {
    let clock = ContinuousClock()
    for number in seed..<seed &+ rounds {
      var mutation = Mutation(seed: number)
      let time = clock.measure {
        do {
          try body(&mutation)
        } catch let failure as Failure {
          if ![.badData, .noInput, .tryAgain].contains(failure.status) {
            Issue.record("\(kind), seed \(number): \(failure)")
          }
        } catch {
          Issue.record("\(kind), seed \(number): \(error)")
        }
      }
      if time > longest { Issue.record("\(kind), seed \(number) took \(time)") }
    }
  }

  @Test func zips() throws {
    let seeds = try ["CellType", "Tissue", "Cluster"].map {
      try Self.fixture("markers/\($0)_consensus_report.csv.zip")
    }
    let asking = try Asking()
    try Self.survives("zip") { mutation in
      let zip = seeds.randomElement(using: &mutation) ?? []
      _ = try asking.answer(mutation.changed(zip))
    }
  }

  @Test func csv() throws {
    let asking = try Asking()
    let table = """
      \u{FEFF}ZMAP_x,celltype,gene,overall_rank,rank_specificity,rank_consensus,global_log2fc,enrich_mean,note\r
      0,"a,b",sox2,1,2.5,inf,-1e3,,"two
      lines"
      1,Neurons,"q""q",nan,-0,7,.5,12345678901234567890123,\\
      2,Neurons,,2,3,4,1e-400,0.1,
      """
    let seeds = [Array(table.utf8), Array("celltype,gene,overall_rank\n1,a,1\n2,b,\n10,c,3".utf8)]
    try Self.survives("csv") { mutation in
      let text = seeds.randomElement(using: &mutation) ?? []
      let (query, format) = Self.questions.randomElement(using: &mutation) ?? (MarkerQuery(), .panel)
      _ = try asking.answer(mutation.changed(text), query, format)
    }
  }

  /// However a packed table is damaged, answers are the same.
  @Test func packedTables() throws {
    let asking = try Asking()
    try AtomicFile.write(try Self.fixture("markers/CellType_consensus_report.csv.zip"), to: asking.zip)
    let expected = try asking.cached(Self.questions)
    let whole = try #require(try AtomicFile.read(asking.packed))
    try Self.survives("packed") { mutation in
      try Self.put(mutation.changed(whole), asking.packed)
      if try asking.cached(Self.questions) != expected { Issue.record("another answer") }
    }
  }

  /// A packed table that was forged, with sums that are right, may say anything, but does no harm.
  @Test func forgedPackedTables() throws {
    let asking = try Asking()
    try AtomicFile.write(try Self.fixture("markers/CellType_consensus_report.csv.zip"), to: asking.zip)
    _ = try asking.cached(Self.questions)
    let whole = try #require(try AtomicFile.read(asking.packed))
    try Self.survives("forged") { mutation in
      try Self.put(Forgery.changed(whole, &mutation), asking.packed)
      _ = try asking.cached(Self.questions)
    }
  }

  private static func put(_ bytes: [UInt8], _ path: String) throws {
    let file = try File(path, .create)
    try file.truncate(to: 0)
    try bytes.withUnsafeBytes { try file.write($0, at: 0) }
  }
}
