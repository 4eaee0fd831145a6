import TestSupport
import Testing
import ZMAPCore

/// C6 to C8: many processes want one file at once.
@Suite struct ManyProcessesTests {
  private func sixteen(_ room: FetchRoom, before: String = "") throws -> Outcome {
    try room.shell.run(
      """
      \(before)
      for i in $(seq 16); do { \(room.command()) 2>> errors; echo $? >> statuses; } & done
      wait
      { sort -u statuses; grep -v 'waiting for process' errors; } >&2
      """)
  }

  @Test func c6SixteenProcessesMakeOneDownload() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(2 << 20)), fault: Faults.paced(4 << 20))
    let outcome = try sixteen(room)
    #expect(outcome.errors == "0\n")
    #expect(outcome.output == String(repeating: room.path + "\n", count: 16))
    #expect(room.isWhole && room.parts.isEmpty)
    // What a connection sends behind the point where another took over.
    #expect(room.server.bodyBytes <= (2 << 20) + (256 << 10), "\(room.server.bodyBytes)")
  }

  @Test func c8ManyFilesOfOneDirectoryDoNotWaitForEachOther() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(200_000)), fault: Faults.paced(400_000))
    let outcome = try room.shell.run(
      "for i in 1 2 3 4; do zmap-fetch --url \(room.server.url("$i.h5ad")) --dest-dir d & done; wait")
    #expect(outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").count == 4)
  }
}
