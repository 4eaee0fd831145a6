import TestSupport
import Testing
import ZMAPCore

/// The real command, killed with SIGKILL at moments all over its life: the next one finds the old file or the
/// new one, and goes on.
@Suite struct TPMLogKillTests {
  @Test func whatIsKilledIsOldOrNew() throws {
    let room = try TemporaryDirectory()
    let shell = try Shell(room.path)
    let outcome = try shell.run(
      #"""
      old=$FIXTURES/tpmlog/csr_float32.h5ad
      length=$(stat -c %s "$old")
      cp "$old" new.h5ad && zmap-tpmlog new.h5ad > /dev/null
      for k in $(seq 40); do
        cp "$old" x.h5ad; : > printed
        zmap-tpmlog x.h5ad > printed 2> /dev/null & pid=$!
        sleep 0.0$(printf %02d $((k * 2 % 50)))
        kill -9 $pid 2> /dev/null; wait $pid 2> /dev/null
        # What was printed is done.
        [ ! -s printed ] || cmp x.h5ad new.h5ad || exit 1
        zmap-h5ad-info list x.h5ad > /dev/null || exit 2
        [ ! -e x.h5ad.zmap-journal ] || exit 3
        head -c "$length" x.h5ad | cmp - "$old" || cmp x.h5ad new.h5ad || exit 4
        zmap-tpmlog -q x.h5ad > /dev/null && cmp x.h5ad new.h5ad || exit 5
      done
      """#)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
