import TestSupport
import Testing
import ZMAPCore

/// H6 to H13 and H23: what a server says to a client that has part of a file already.
@Suite struct ResumeTests {
  /// A room whose first run was cut after 120,000 of 300,000 bytes.
  static func cutShort(_ file: ServedFile = ServedFile(ServedFile.hdf5(300_000))) throws -> FetchRoom {
    let room = try FetchRoom("atlas.h5ad", file, fault: Faults.closing(after: 120_000))
    #expect(try room.fetch("--retries 0").status == 75)
    #expect(room.kept == 120_000)
    room.misbehave(nil)
    return room
  }

  @Test func h6AndH10ANewVersionIsFetchedWhole() throws {
    let room = try Self.cutShort()
    room.file = ServedFile(ServedFile.hdf5(300_000, seed: 2), etag: "\"v2\"")
    room.expectWhole(try room.fetch())
    #expect(room.parts.isEmpty)
  }

  @Test func h6AServerThatIgnoresIfMatchIsSeenThrough() throws {
    let room = try Self.cutShort()
    room.file = ServedFile(ServedFile.hdf5(300_000, seed: 2), etag: "\"v2\"")
    room.misbehave { file, request, connection in
      guard let range = request.range(of: file.bytes.count) else { return false }
      file.partHead(range, connection)
      connection.body(file.bytes[range])
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h6TheOldPartStaysUntilTheNewFileIsWhole() throws {
    let room = try Self.cutShort()
    room.file = ServedFile(ServedFile.hdf5(300_000, seed: 2), etag: "\"v2\"")
    room.misbehave { _, request, connection in
      guard request.fields["if-match"] == nil else { return false }
      connection.head("500 Oops", [("Content-Length", "0")])
      return true
    }
    #expect(try room.fetch("--retries 0").status == 75)
    #expect(room.kept == 120_000)
    try room.expectNextRunIsWhole()
  }

  @Test func h7TheSameVersionWithoutRangesBeginsAgain() throws {
    let room = try Self.cutShort()
    room.misbehave { file, request, connection in
      file.answer(request, connection, ranges: false)
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h7AConditionThatKeepsTheRangeAwayIsLeftOut() throws {
    let room = try Self.cutShort()
    room.misbehave { file, request, connection in
      guard request.fields["if-match"] != nil else { return false }
      file.answer(request, connection, ranges: false)
      return true
    }
    let before = room.server.requests.count
    room.expectWhole(try room.fetch())
    #expect(room.server.requests[before...].last?.fields["if-match"] == nil)
    #expect(room.server.requests.last?.fields["range"] == "bytes=120000-299999")
  }

  @Test func h8AnotherVersionWithoutRanges() throws {
    let room = try Self.cutShort()
    room.file = ServedFile(ServedFile.hdf5(310_000, seed: 2), etag: "\"v2\"")
    room.misbehave { file, request, connection in
      file.answer(request, connection, ranges: false)
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h9AFileThatGotShorterThanThePart() throws {
    let room = try Self.cutShort()
    room.file = ServedFile(ServedFile.hdf5(100_000, seed: 2), etag: nil)
    room.misbehave { file, request, connection in
      guard let range = request.range(of: file.bytes.count), range.isEmpty else { return false }
      connection.head(
        "416 Range Not Satisfiable", [("Content-Range", "bytes */100000"), ("Content-Length", "0")])
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h9ACompletePartNeedsNoServer() throws {
    // Killed between the last byte and the rename.
    let room = try Self.cutShort()
    let part = try #require(PartFile.all(in: PrivateDirectory(of: room.directory)).first)
    var map = try #require(PartMap.read(of: part))
    try AtomicFile.write(room.file.bytes, to: part.data)
    map.done.insert(0..<300_000)
    try map.write(to: part)
    let before = room.server.requests.count
    room.expectWhole(try room.fetch())
    #expect(room.server.requests.count == before)
  }

  @Test func h11AWeakETagIsNeverSentBack() throws {
    let room = try Self.cutShort(ServedFile(ServedFile.hdf5(300_000), etag: "W/\"v1\""))
    room.expectWhole(try room.fetch())
    #expect(room.server.requests.allSatisfy { $0.fields["if-match"] == nil && $0.fields["if-range"] == nil })
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func h11AWeakETagWithAnotherDateIsAnotherVersion() throws {
    let room = try Self.cutShort(ServedFile(ServedFile.hdf5(300_000), etag: "W/\"v1\""))
    var other = ServedFile(ServedFile.hdf5(300_000, seed: 2), etag: "W/\"v1\"")
    other.lastModified = "Sun, 23 Nov 2025 10:00:00 GMT"
    room.file = other
    room.expectWhole(try room.fetch())
  }

  @Test func h12WithoutETagTheDateMustAgree() throws {
    let room = try Self.cutShort(ServedFile(ServedFile.hdf5(300_000), etag: nil))
    room.expectWhole(try room.fetch())
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func h12WithNeitherNothingIsKept() throws {
    var file = ServedFile(ServedFile.hdf5(300_000), etag: nil)
    file.lastModified = nil
    let room = try FetchRoom("atlas.h5ad", file, fault: Faults.closing(after: 120_000))
    #expect(try room.fetch("--retries 0").status == 75)
    #expect(room.parts.isEmpty)
    // Inside one run it is gone on with.
    room.expectWhole(try room.fetch())
  }

  @Test func h13AFileThatIsReplacedWhileItComes() throws {
    let first = ServedFile(ServedFile.hdf5(5_000_000))
    let second = ServedFile(ServedFile.hdf5(5_000_000, seed: 2), etag: "\"v2\"")
    let room = try FetchRoom("atlas.h5ad", second) { _, request, connection in
      guard request.number == 1 else { return false }
      first.answer(request, connection)
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h13AFileThatIsReplacedAgainAndAgain() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(5_000_000))) {
      file, request, connection in
      var file = file
      file.etag = "\"v\(request.number)\""
      file.answer(request, connection)
      return true
    }
    room.expectFailure(try room.fetch(), .tryAgain, "the file is being replaced on the server")
    try room.expectNextRunIsWhole()
  }

  @Test func h14EveryRequestBeginsAtTheFirstURL() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(5_000_000))) {
      file, request, connection in
      guard request.path == "/atlas.h5ad" else { return false }
      connection.head(
        "307 Temporary Redirect", [("Location", "/signed?\(request.number)"), ("Content-Length", "0")])
      return true
    }
    room.expectWhole(try room.fetch())
    #expect(room.server.requests.filter { $0.path == "/atlas.h5ad" }.count >= 2)
  }

  @Test func h18TooManyRequestsHalvesTheConnections() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(12_000_000))) {
      file, request, connection in
      if request.number == 3 {
        connection.head("429 Too Many Requests", [("Content-Length", "0")])
        return true
      }
      return Faults.paced(4_000_000)(file, request, connection)
    }
    room.expectWhole(try room.fetch())
  }

  @Test func h23ACodingThatNobodyAskedForIsUndone() throws {
    let room = try FetchRoom()
    try AtomicFile.write(room.file.bytes, to: room.room.file("plain"))
    #expect(try room.shell.run("gzip -k plain").status == 0)
    let coded = try #require(try AtomicFile.read(room.room.file("plain.gz")))
    room.misbehave { file, _, connection in
      connection.head(
        "200 OK", file.validators + [("Content-Encoding", "gzip"), ("Content-Length", "\(coded.count)")])
      connection.body(coded)
      return true
    }
    room.expectWhole(try room.fetch())
    // A server that heeds "identity".
    let polite = try FetchRoom { file, request, connection in
      guard request.fields["accept-encoding"] == nil else { return false }
      connection.head("200 OK", [("Content-Encoding", "gzip"), ("Content-Length", "\(coded.count)")])
      connection.body(coded)
      return true
    }
    polite.expectWhole(try polite.fetch())
  }

  @Test func h28APartCountsAsSpaceThatIsThere() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(3 << 20)))
    let outcome = try room.shell.run(
      """
      mkdir d; mount -t tmpfs -o size=4m tmpfs d 2> /dev/null || exit 99
      timeout -s KILL 0.1 \(room.command("--limit-rate 4M")) > /dev/null
      \(room.command()); status=$?
      cmp d/atlas.h5ad <(cat d/atlas.h5ad) && umount d
      exit $status
      """)
    guard outcome.status != 99 else { return }
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
