import TestSupport
import Testing
import ZMAPCore

/// A short run of `Tests/Fuzz/h5ad.fuzz.sh`: damaged files end every subcommand in order.
@Suite struct InfoFuzzTests {
  @Test func damagedFilesNeitherCrashNorHang() throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run("FUZZ_SECONDS=60 $ROOT/Tests/Fuzz/h5ad.fuzz.sh 10 3 2>&1")
    #expect(outcome.status == 0, "\(outcome.output)")
  }
}
