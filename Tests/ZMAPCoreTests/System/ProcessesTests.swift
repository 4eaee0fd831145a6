import TestSupport
import Testing
import ZMAPCore

@Suite struct ChildTests {
  @Test func givesStatusAndOutput() throws {
    let end = try Child.run(["sh", "-c", "echo out; exit 3"], capturing: true)
    #expect(end.status == 3)
    #expect(end.output == Array("out\n".utf8))
    #expect(try Child.run(["sh", "-c", "kill -TERM $$"]).status == 128 + 15)
    #expect(try Child.run([]).status == 0)
  }

  @Test func takesMoreOutputThanAPipeHolds() throws {
    #expect(try Child.run(["head", "-c", "1000000", "/dev/zero"], capturing: true).output.count == 1_000_000)
  }

  @Test func passesArgumentsAndEnvironmentAsTheyAre() throws {
    let path = Environment.process["PATH"] ?? "/usr/bin:/bin"
    let end = try Child.run(
      ["sh", "-c", #"printf '%s|%s' "$1" "$X""#, "-", "a 'b' \"c\"\n$HOME"],
      Environment(["X": "é\n", "PATH": path]), capturing: true)
    #expect(String(decoding: end.output, as: UTF8.self) == "a 'b' \"c\"\n$HOME|é\n")
  }

  @Test func saysThatAProgramIsNotThere() {
    #expect(throws: Failure(.open, "/nonexistent", errno: 2)) { try Child.run(["/nonexistent"]) }
  }

  @Test func findsASiblingInPath() throws {
    let room = try TemporaryDirectory()
    try room.write("zmap-sibling", Array("#!/bin/sh\n".utf8))
    #expect(Child.sibling("zmap-sibling", Environment(["PATH": room.path])) == nil, "it can't be run")
    #expect(try Child.run(["chmod", "+x", room.file("zmap-sibling")]).status == 0)
    #expect(
      Child.sibling("zmap-sibling", Environment(["PATH": "/x:\(room.path)"])) == room.file("zmap-sibling"))
  }
}

@Suite struct SignalsTests {
  /// A signal that comes while the command waits for its input ends it by that signal, with no word.
  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
  func aWaitingCommandEndsByTheSignal(_ name: String, _ status: Int32) throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(
      "mkfifo input; exec 9<> input; timeout --preserve-status -s \(name) 0.3 zmap-cache adopt < input")
    #expect(outcome == Outcome(output: "", errors: "", status: status))
  }

  /// In the midst of work the first signal unwinds it.
  @Test func aWorkingCommandEndsByTheSignal() throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(
      """
      mkdir -p zmap/h5ad; truncate -s 20G zmap/h5ad/big.csv.zip; printf 'PK\\5\\6' > zmap/h5ad/small.csv.zip
      timeout --preserve-status -s INT 0.3 zmap-cache checksums
      """)
    #expect(outcome == Outcome(output: "", errors: "", status: 130), "\(outcome)")
  }

  @Test func aClosedPipeEndsACommandSilently() throws {
    let room = try TemporaryDirectory()
    let outcome = try Shell(room.path).run(
      "mkdir -p zmap/h5ad; touch zmap/h5ad/{1..2000}.h5ad; zmap-cache list | head -1; echo ${PIPESTATUS[0]}")
    #expect(outcome.errors == "")
    #expect(outcome.output.hasPrefix("name\ttype\t"))
    #expect(outcome.output.hasSuffix("\n141\n"))
  }
}

@Suite struct EnvironmentTests {
  @Test func anEmptyVariableCountsAsAbsent() {
    #expect(Environment(["A": ""])["A"] == nil)
    #expect(Environment(["A": "x"])["A"] == "x")
    #expect(Environment(["HOME": "/h"]).home == "/h")
    #expect(Environment([:]).home != nil, "the user database knows")
    #expect(Environment([:]).temporaryDirectory == "/tmp")
  }
}
