import TestSupport
import Testing
import ZMAPCore

/// The README's sessions are real: each `$ ` line of a `console` block is run, one after the other in one directory,
/// and must print what stands under it.
@Suite struct ReadmeTests {
  @Test func sessionsPrintWhatTheyShow() throws {
    let room = try SampleRoom()
    let steps = try Self.steps()
    #expect(steps.count >= 5)
    for step in steps {
      let outcome = try room.shell.run(step.command)
      let shown = (outcome.output + outcome.errors).replacing(room.directory.path, with: "/home/ada")
      #expect(shown == step.output, "\(step.command)")
    }
  }

  private static func steps() throws -> [(command: String, output: String)] {
    let text = String(decoding: try AtomicFile.read("\(Repository.root)/README.md") ?? [], as: UTF8.self)
    var steps: [(command: String, output: String)] = []
    var isSession = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isSession = line == "```console"
      } else if isSession, line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), ""))
      } else if isSession, !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
    return steps
  }
}
