import TestSupport
import Testing
import ZMAPCore

/// `Tests/Stress/cache.sh` for a few seconds; a minute or more of it is run by hand.
@Suite struct CacheStressTests {
  @Test func fetchesRemovesAndPrunesAtOnceLeaveNoWrongFile() throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(#"bash "$ROOT/Tests/Stress/cache.sh" 6"#)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors == "")
  }
}
