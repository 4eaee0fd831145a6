import TestSupport
import Testing
import ZMAPCore

/// One sentence form for all errors: what the golden cases recorded is held against it.
@Suite struct WordsTests {
  static let verbs = Failure.Verb.allCases.map(\.rawValue).joined(separator: "|")

  static let recordedErrors: [String] = {
    GoldenTests.cases.flatMap { name -> [String] in
      let path = Path.join(GoldenTests.directory, name + ".stderr")
      let text = String(decoding: ((try? AtomicFile.read(path)) ?? nil) ?? [], as: UTF8.self)
      return text.split(separator: "\n").map { "\(name): \($0)" }
    }
  }()

  @Test func everyLineNamesItsTool() throws {
    for line in Self.recordedErrors {
      #expect(try /^[^:]+: zmap-[a-z0-9-]+: ./.firstMatch(in: line) != nil, "\(line)")
    }
  }

  @Test func everyErrorHasTheAgreedForm() throws {
    let form = try Regex("zmap-[a-z0-9-]+: cannot ((\(Self.verbs)) '.*': .*[^.]|parse the command line: .+)$")
    for line in Self.recordedErrors where line.contains(": cannot ") {
      #expect(line.contains(form), "\(line)")
    }
  }
}
