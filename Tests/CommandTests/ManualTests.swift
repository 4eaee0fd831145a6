import TestSupport
import Testing
import ZMAPCore

/// What the manual says holds: its examples run, its variables are those that the sources read.
@Suite struct ManualTests {
  static let pages: [String] = {
    let names = (try? FileSystem.names(in: Path.join(Repository.root, "man"))) ?? []
    return names.filter { $0.hasSuffix(".in") }
  }()

  @Test(arguments: pages) func examplesRun(_ page: String) throws {
    let examples = try Self.examples(in: page)
    #expect(!examples.isEmpty)
    for example in examples {
      let room = try SampleRoom()
      // A line of a makefile runs in one.
      let script =
        example.contains(":= $(shell")
        ? "printf '%s\\nall: ; @echo $(ATLAS)\\n' '\(example)' | make -sf - all" : example
      let outcome = try room.shell.run(script)
      #expect(outcome.status == 0, "\(page): \(example): \(outcome.errors)")
      #expect(!outcome.errors.contains("cannot"), "\(page): \(example): \(outcome.errors)")
    }
  }

  @Test func variablesAreThoseThatTheSourcesRead() throws {
    let room = try TemporaryDirectory()
    var shell = try Shell(room.path)
    shell.environment["PATH"] = "/usr/bin:/bin"
    let read = try shell.run(
      #"grep -rhoE '"ZMAP_[A-Z0-9_]+"' "$ROOT"/Sources | tr -d '"' | sort -u"#)
    let told = try shell.run(#"grep -hoE '\bZMAP_[A-Z0-9_]+' "$ROOT"/man/zmap.7.in | sort -u"#)
    #expect(read.output == told.output)
  }

  /// The command lines in the literal displays of a page's EXAMPLES.
  private static func examples(in page: String) throws -> [String] {
    let text = String(decoding: try AtomicFile.read("\(Repository.root)/man/\(page)") ?? [], as: UTF8.self)
    var examples: [String] = []
    var section = ""
    var isLiteral = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix(".Sh ") { section = String(line.dropFirst(4)) }
      if line.hasPrefix(".Ed") { isLiteral = false }
      if section == "EXAMPLES" && isLiteral { examples.append(String(line).replacing("\\e", with: "\\")) }
      if line.hasPrefix(".Bd -literal") { isLiteral = true }
    }
    return examples
  }
}
