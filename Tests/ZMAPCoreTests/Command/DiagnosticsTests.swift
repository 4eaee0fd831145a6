import TestSupport
import Testing
import ZMAPCore

@Suite struct DiagnosticsTests {
  private func said(_ verbosity: Diagnostics.Verbosity = .normal, _ body: (Diagnostics) throws -> Void) throws
    -> String
  {
    let room = try TemporaryDirectory()
    let file = try File(room.file("err"), .create)
    try body(Diagnostics(tool: "zmap-x", verbosity: verbosity, descriptor: file.descriptor))
    return String(decoding: try file.bytes(at: 0, count: 1 << 20), as: UTF8.self)
  }

  @Test func rendersAFailureInOneForm() throws {
    let failure = Failure(.noInput, .open, "x.h5ad", "no such layer", hint: "zmap-h5ad-info list x.h5ad")
    #expect(
      try said { $0.report(failure) } == """
        zmap-x: cannot open 'x.h5ad': no such layer
        zmap-x: try 'zmap-h5ad-info list x.h5ad'

        """)
  }

  @Test func escapesWhatWouldMoveTheCursor() throws {
    let failure = Failure(.noInput, .open, "a\nzmap-x: all is well\u{1B}[2J\r\t\u{7F}\u{9B}é", "no\u{7}")
    #expect(
      try said { $0.report(failure) }
        == "zmap-x: cannot open 'a\\nzmap-x: all is well\\x1b[2J\\r\\t\\x7f\\x9bé': no\\x07\n")
  }

  @Test func quietLeavesOnlyFailures() throws {
    func talk(_ diagnostics: Diagnostics) {
      diagnostics.warn("w")
      diagnostics.inform("i")
      diagnostics.detail("d")
      diagnostics.report(Failure(.bug, .read, "o", "r"))
    }
    #expect(try said(.quiet, talk) == "zmap-x: cannot read 'o': r\n")
    #expect(try said(.normal, talk) == "zmap-x: warning: w\nzmap-x: i\nzmap-x: cannot read 'o': r\n")
    #expect(
      try said(.verbose, talk) == "zmap-x: warning: w\nzmap-x: i\nzmap-x: d\nzmap-x: cannot read 'o': r\n")
  }

  /// Nothing beats a bug; what a retry may mend yields to what it can't.
  @Test(
    arguments: [
      ([], .success), ([.negative], .negative), ([.negative, .tryAgain], .tryAgain),
      ([.tryAgain, .negative, .usage], .usage), ([.noInput, .tryAgain], .noInput),
      ([.bug, .noPermission], .bug),
      ([.inputOutput, .badData], .inputOutput), ([.success, .success], .success),
    ] as [([ZMAPCore.ExitStatus], ZMAPCore.ExitStatus)])
  func remembersTheWorst(_ statuses: [ZMAPCore.ExitStatus], _ worst: ZMAPCore.ExitStatus) {
    for order in [statuses, statuses.reversed()] {
      let diagnostics = Diagnostics(tool: "zmap-x")
      for status in order { diagnostics.note(status) }
      #expect(diagnostics.worst == worst)
    }
  }

  @Test(
    arguments: [
      (2, .read, .noInput), (13, .open, .noInput), (13, .create, .cannotCreate), (28, .write, .cannotCreate),
      (122, .write, .cannotCreate), (5, .read, .inputOutput), (11, .lock, .tryAgain),
      (30, .create, .cannotCreate),
      (17, .create, .cannotCreate), (9999, .read, .inputOutput),
    ] as [(Int32, Failure.Verb, ZMAPCore.ExitStatus)])
  func mapsSystemErrors(_ code: Int32, _ verb: Failure.Verb, _ status: ZMAPCore.ExitStatus) {
    #expect(Failure(verb, "x", errno: code).status == status)
  }

  @Test func usesTheKernelsWords() {
    #expect(Failure(.open, "x", errno: 2).reason == "No such file or directory")
    #expect(Failure.message(99_999).contains("99999"))
  }
}

@Suite struct ProgressTests {
  @Test func aLogGetsNoLineForShortWork() throws {
    let room = try TemporaryDirectory()
    let file = try File(room.file("err"), .create)
    let diagnostics = Diagnostics(tool: "zmap-x", descriptor: file.descriptor)
    let progress = Progress("work", unit: .bytes, total: 100, diagnostics: diagnostics)
    for done in 0...100 { progress.update(Int64(done)) }
    progress.finish()
    #expect(try file.status().size == 0)
  }

  /// On a pseudo-terminal, which `script` makes: the bar is drawn and taken away again.
  @Test func aTerminalGetsABarThatGoesAway() throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(
      #"""
      mkdir -p zmap/h5ad && truncate -s 400M zmap/h5ad/big.h5ad
      export TERM=xterm
      script -qec "zmap-cache checksums" drawn > /dev/null
      tr '\r' '\n' < drawn
      """#)
    #expect(outcome.output.contains("reading big.h5ad"), "\(outcome)")
    #expect(outcome.output.contains("%, "), "\(outcome.output)")
  }
}
