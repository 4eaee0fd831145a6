import Testing
import TestSupport
import ZMAPCore

/// Golden cases: `Golden/<tool>/<sentence>.sh` is run with bash in a fresh directory; what it must print and
/// how it must end stand beside it in `.stdout`, `.stderr` and `.exit` (absent: empty, or 0).
///
/// The fresh directory's path is written `@DIR@` there, the repository's `@ROOT@`. `UPDATE_GOLDEN=1` writes
/// the files anew, and fails.
@Suite struct GoldenTests {
  static let directory = Path.join(Repository.root, "Tests/CommandTests/Golden")

  static let cases: [String] = {
    let tools = (try? FileSystem.names(in: directory)) ?? []
    return tools.flatMap { tool in
      let names = (try? FileSystem.names(in: Path.join(directory, tool))) ?? []
      return names.filter { $0.hasSuffix(".sh") }.map { "\(tool)/\($0.dropLast(3))" }
    }
  }()

  @Test(arguments: cases) func behavesAsRecorded(_ name: String) throws {
    let room = try TemporaryDirectory()
    let base = Path.join(Self.directory, name)
    let script = try #require(try AtomicFile.read(base + ".sh"))
    let outcome = try Shell(room.path).run(String(decoding: script, as: UTF8.self))
    let got = [
      (".stdout", portable(outcome.output, room)), (".stderr", portable(outcome.errors, room)),
      (".exit", outcome.status == 0 ? "" : "\(outcome.status)\n"),
    ]
    for (ending, text) in got {
      let expected = String(decoding: try AtomicFile.read(base + ending) ?? [], as: UTF8.self)
      if Environment.process["UPDATE_GOLDEN"] != nil && text != expected {
        if text.isEmpty {
          try FileSystem.remove(base + ending)
        } else {
          try AtomicFile.write(Array(text.utf8), to: base + ending)
        }
        Issue.record("recorded \(name)\(ending)")
      } else {
        #expect(text == expected, "\(name)\(ending)")
      }
    }
  }

  private func portable(_ text: String, _ room: TemporaryDirectory) -> String {
    text.replacing(room.path, with: "@DIR@").replacing(Repository.root, with: "@ROOT@")
  }
}
