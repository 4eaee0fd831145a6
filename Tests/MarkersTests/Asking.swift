import Markers
import TestSupport
import ZMAPCore

/// A room with a cache directory, and answers as bytes.
final class Asking {
  let room: TemporaryDirectory
  private let environment: Environment

  init() throws {
    room = try TemporaryDirectory()
    environment = Environment([
      "ZMAP_MARKER_DIR": room.path, "ZMAP_DRIVE": room.file("no-drive"), "PATH": room.path,
    ])
  }

  var zip: String { room.file("CellType_consensus_report.csv.zip") }
  var packed: String { room.file(".zmap/packed/CellType_consensus_report.csv.zip.packed") }

  /// Answers from the cache, one after the other.
  func cached(_ questions: [(MarkerQuery, MarkerFormat)]) throws -> [UInt8] {
    try collecting { session in
      let table = try TableStore(session, fetching: Fetcher.Options()).table(of: .cellType)
      for (query, format) in questions {
        _ = try MarkerPrinter(table, session).answer(query, format, header: nil, session.diagnostics)
      }
    }
  }

  /// An answer from the bytes of a file.
  func answer(
    _ bytes: [UInt8], _ query: MarkerQuery = MarkerQuery(), _ format: MarkerFormat = .panel
  ) throws -> [UInt8] {
    try collecting { session in
      let table = try TableStore.table(in: bytes, name: "table")
      _ = try MarkerPrinter(table, session).answer(query, format, header: nil, session.diagnostics)
    }
  }

  private func collecting(_ body: (Session) throws -> Void) throws -> [UInt8] {
    // A new file each time: output goes to the descriptor, from its beginning.
    let path = room.file("answer")
    if FileSystem.exists(path) { try FileSystem.remove(path) }
    let file = try File(path, .createNew)
    let output = StandardOutput(descriptor: file.descriptor)
    let diagnostics = Diagnostics(tool: "zmap-markers", verbosity: .quiet)
    try body(Session(output: output, diagnostics: diagnostics, environment: environment))
    try output.flush()
    return try file.bytes(at: 0, count: Int(try file.status().size))
  }
}
