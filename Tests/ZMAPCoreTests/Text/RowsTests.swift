import Glibc
import TestSupport
import Testing
import ZMAPCore

@Suite struct RowsTests {
  private func text(_ format: RowFormat, _ values: [Value], header: Bool = false) throws -> String {
    let room = try TemporaryDirectory()
    let file = try File(room.file("out"), .create)
    let output = StandardOutput(descriptor: file.descriptor)
    let writer = RowWriter(values.indices.map { "c\($0)" }, format, header: header, to: output)
    writer.row(values)
    try output.flush()
    return String(decoding: try file.bytes(at: 0, count: 1 << 20), as: UTF8.self)
  }

  @Test func writesTSVWithoutQuoting() throws {
    let values: [Value] = [.text("a\tb\nc\\d\"e"), .missing, .integer(-1), .unsigned(.max), .boolean(true)]
    #expect(try text(.tsv, values) == "a\\tb\\nc\\\\d\"e\t\t-1\t18446744073709551615\tTrue\n")
    #expect(try text(.tsv, [.text("x")], header: true) == "c0\nx\n")
  }

  @Test func writesJSONLines() throws {
    let values: [Value] = [
      .text("a\t\"\\\n\u{0}\u{1F}/é😀"), .missing, .integer(.min), .boolean(false), .real(.nan),
      .real(-.infinity),
    ]
    #expect(
      try text(.jsonl, values, header: true)
        == #"{"c0":"a\t\"\\\n\u0000\u001f/é😀","c1":null,"c2":-9223372036854775808,"c3":false,"c4":null,"c5":null}"#
        + "\n")
  }

  /// Shortest forms that read back, as Python's `repr` and numpy's give them.
  @Test func writesNumbersInTheirShortestForm() throws {
    #expect(
      try text(
        .tsv,
        [
          .real(0.1), .single(0.1), .real(1e22), .real(.leastNonzeroMagnitude), .real(-0.0),
          .single(16_777_216),
        ])
        == "0.1\t0.1\t1e+22\t5e-324\t-0.0\t16777216.0\n")
    for bits in stride(from: UInt64(0x3FF0_0000_0000_0000), to: 0x3FF0_0000_0000_4000, by: 97) {
      let number = Double(bitPattern: bits)
      #expect(Double(try text(.tsv, [.real(number)]).dropLast()) == number)
    }
  }

  @Test func infinityIsANumberInTSVOnly() throws {
    #expect(try text(.tsv, [.real(.infinity), .real(.nan), .single(-.infinity)]) == "inf\t\t-inf\n")
  }

  @Test func spillsLongOutputWithoutLoss() throws {
    let long = String(repeating: "0123456789", count: 50_000)
    #expect(try text(.tsv, [.text(long), .text(long)]) == "\(long)\t\(long)\n")
  }
}

@Suite struct StandardOutputTests {
  @Test func aFullDiskIsKeptAndThrown() throws {
    let full = try File("/dev/full", .readWrite)
    let output = StandardOutput(descriptor: dup(full.descriptor))
    output.write("lost")
    output.passOn()
    #expect(output.isBroken)
    let expected = Failure(.inputOutput, .write, "standard output", "No space left on device")
    #expect(throws: BrokenOutput.self) { try output.flush() }
    #expect(throws: expected) { try output.close() }
  }
}
