import Synchronization
import TestSupport
import Testing
import ZMAPCore

/// A fresh directory, a server with one file that may misbehave, and zmap-fetch.
final class FetchRoom: Sendable {
  /// Answers a request in its own way and returns true, or leaves it to the rules.
  typealias Fault = @Sendable (ServedFile, LoopbackServer.Request, LoopbackServer.Connection) -> Bool

  let room: TemporaryDirectory
  let shell: Shell
  let server: LoopbackServer
  let name: String
  private let state: Box

  /// What the server's thread reads while tests change it.
  private final class Box: Sendable {
    let file: Mutex<ServedFile>
    let fault: Mutex<Fault?>
    init(_ file: ServedFile, _ fault: Fault?) {
      self.file = Mutex(file)
      self.fault = Mutex(fault)
    }
  }

  init(
    _ name: String = "atlas.h5ad", _ file: ServedFile = ServedFile(ServedFile.hdf5(300_000)),
    fault: Fault? = nil
  ) throws {
    self.name = name
    room = try TemporaryDirectory()
    shell = try Shell(room.path)
    let state = Box(file, fault)
    self.state = state
    server = try LoopbackServer { request, connection in
      let file = state.file.withLock { $0 }
      if let fault = state.fault.withLock({ $0 }), fault(file, request, connection) { return }
      file.answer(request, connection)
    }
  }

  var file: ServedFile {
    get { state.file.withLock { $0 } }
    set { state.file.withLock { $0 = newValue } }
  }
  func misbehave(_ fault: Fault?) { state.fault.withLock { $0 = fault } }

  var url: String { server.url(name) }
  var directory: String { room.file("d") }
  var path: String { Path.join(directory, name) }

  /// The command line of a fetch with patience for tests.
  func command(_ options: String = "", timeout: Int = 5) -> String {
    "zmap-fetch --url \(url) --dest-dir d --timeout \(timeout) --retries 2 \(options)"
  }

  func fetch(_ options: String = "", timeout: Int = 5) throws -> Outcome {
    try shell.run("timeout -s KILL 30 " + command(options, timeout: timeout))
  }

  /// Whether the visible file has the very bytes of the server's.
  var isWhole: Bool { (try? AtomicFile.read(path, limit: 1 << 30)) == file.bytes }

  /// Bytes that parts hold, as their maps say.
  var kept: Int64 {
    PartFile.all(in: PrivateDirectory(of: directory)).compactMap { PartMap.read(of: $0)?.done.count }.max()
      ?? 0
  }

  var parts: [String] { PartFile.all(in: PrivateDirectory(of: directory)).map(\.path) }

  /// With the server back to the rules, a plain run must end with the whole file and nothing left over.
  func expectNextRunIsWhole(_ location: SourceLocation = #_sourceLocation) throws {
    misbehave(nil)
    let outcome = try fetch()
    #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output == path + "\n", sourceLocation: location)
    #expect(isWhole, "content", sourceLocation: location)
    #expect(parts.isEmpty, sourceLocation: location)
  }

  /// A whole file, its path on stdout, and no error.
  func expectWhole(_ outcome: Outcome, _ location: SourceLocation = #_sourceLocation) {
    #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output == path + "\n", sourceLocation: location)
    #expect(isWhole, "content", sourceLocation: location)
  }

  /// A failure with that status and that line, and no visible file.
  func expectFailure(
    _ outcome: Outcome, _ status: ZMAPCore.ExitStatus, _ line: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status.rawValue, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output == "", sourceLocation: location)
    #expect(outcome.errors.contains(line), "\(outcome.errors)", sourceLocation: location)
    #expect(!FileSystem.exists(path), sourceLocation: location)
  }
}
