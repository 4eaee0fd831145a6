import TestSupport
import Testing
import ZMAPCore

/// B1 to B20: what may happen to a body on its way, and to the process that takes it.
@Suite struct BodyFaultTests {
  @Test func b1EveryConnectionClosesEarlyAndTheFileIsWhole() throws {
    let room = try FetchRoom(fault: Faults.closing(after: 70_000))
    room.expectWhole(try room.fetch())
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func b1WhatCameIsKeptForTheNextRun() throws {
    let room = try FetchRoom(fault: Faults.closing(after: 120_000))
    let outcome = try room.fetch("--retries 0")
    room.expectFailure(
      outcome, .tryAgain,
      "zmap-fetch: cannot download '\(room.url)': the connection ended before the file did\n")
    #expect(room.kept == 120_000)
    try room.expectNextRunIsWhole()
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func b2AChunkedBodyIsCut() throws {
    let room = try FetchRoom { file, request, connection in
      guard request.number == 1 else { return false }
      connection.head("200 OK", file.validators + [("Transfer-Encoding", "chunked")])
      connection.raw("10000\r\n")
      connection.body(file.bytes[..<5000])
      connection.close()
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func b3TheConnectionIsReset() throws {
    let room = try FetchRoom { file, request, connection in
      guard request.number == 1 else { return false }
      Faults.begin(file, request, connection, count: 100_000)
      connection.reset()
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func b4AServerThatFallsSilentIsLeft() throws {
    let room = try FetchRoom { file, request, connection in
      guard request.number == 1 else { return false }
      Faults.begin(file, request, connection, count: 100_000)
      connection.stall()
      return true
    }
    let outcome = try room.fetch("--verbose", timeout: 1)
    room.expectWhole(outcome)
    #expect(outcome.errors.contains("no data for 1 s; trying again"))
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func b5AServerThatTricklesIsLeft() throws {
    let room = try FetchRoom { file, request, connection in
      guard request.number == 1 else { return false }
      Faults.begin(file, request, connection, count: 0)
      for byte in 0..<40 where !connection.isClosed {
        connection.body(file.bytes[byte...byte])
        Pause.milliseconds(150)
      }
      connection.close()
      return true
    }
    let outcome = try room.fetch("--verbose", timeout: 1)
    room.expectWhole(outcome)
    #expect(outcome.errors.contains("slower than 1 KiB/s"))
  }

  @Test func aLimitOfTheRateHolds() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(3 << 20)))
    let start = ContinuousClock.now
    room.expectWhole(try room.fetch("--limit-rate 2M"))
    #expect(ContinuousClock.now - start >= .milliseconds(1200))
  }

  @Test func b7MoreThanTheRangeIsCutOff() throws {
    let file = ServedFile(ServedFile.hdf5(5_000_000))
    let room = try FetchRoom("atlas.h5ad", file) { file, request, connection in
      guard let range = request.range(of: file.bytes.count) else { return false }
      connection.head(
        "206 Partial Content",
        file.validators + [
          ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.bytes.count)"),
          ("Connection", "close"),
        ])
      connection.body(file.bytes[range])
      connection.body(ServedFile.noise(100_000, seed: 99))
      connection.close()
      return true
    }
    room.expectWhole(try room.fetch())
  }

  @Test func b9AFlippedBitIsSeenByTheETag() throws {
    var file = ServedFile(ServedFile.hdf5(300_000))
    file.etag = "\"\(try SystemDigest.md5(file.bytes))\""
    let room = try FetchRoom("atlas.h5ad", file, fault: Faults.flipped(200_000))
    let outcome = try room.fetch()
    room.expectFailure(outcome, .badData, "its MD5 is not the one that the server's ETag states")
    #expect(outcome.errors.contains("downloading it again"))
    #expect(FileSystem.exists(Path.join(room.directory, ".zmap/quarantine/atlas.h5ad")))
    try room.expectNextRunIsWhole()
  }

  @Test func b9AFlippedBitIsSeenByTheETagOfParts() throws {
    // Six parts of 26 MiB can only be of 5 MiB each.
    var file = ServedFile(ServedFile.hdf5(26 << 20))
    file.etag = try SystemDigest.multipart(file.bytes, partSize: 5 << 20)
    let room = try FetchRoom("atlas.h5ad", file) { file, request, connection in
      guard request.fields["cache-control"] == nil else { return false }
      return Faults.flipped(4_500_000)(file, request, connection)
    }
    let outcome = try room.fetch("--format tsv --no-header")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("downloading it again"))
    #expect(room.isWhole)
    #expect(outcome.output.contains(try SystemDigest.sha256(file.bytes)))
    let record = try #require(CacheRecord.read("atlas.h5ad", in: room.directory))
    #expect(record.verified == ["size", "hdf5", "etag"])
  }

  @Test func b9AWrongDigestOfTheUserIsAnError() throws {
    let room = try FetchRoom()
    let wrong = String(repeating: "0", count: 64)
    room.expectFailure(try room.fetch("--sha256 \(wrong)"), .badData, "its SHA-256 is ")
    let right = try SystemDigest.sha256(room.file.bytes)
    room.expectWhole(try room.fetch("--sha256 \(right)"))
    #expect(try room.fetch("--sha256 \(right.uppercased())").status == 0)
  }

  @Test func b10ACacheThatHoldsATruncatedCopyIsPassedBy() throws {
    let room = try FetchRoom { file, request, connection in
      guard request.fields["cache-control"] != "no-cache" else { return false }
      var short = file
      short.bytes = Array(file.bytes.prefix(100_000))
      short.answer(request, connection)
      return true
    }
    let outcome = try room.fetch()
    room.expectWhole(outcome)
    #expect(outcome.errors.contains("the server has 100000 bytes of a file that is 300000 bytes long"))
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
  func b12ASignalLeavesAPartToGoOnWith(_ signal: String, _ status: Int32) throws {
    let room = try FetchRoom(fault: Faults.paced(150_000))
    let outcome = try room.shell.run(
      "env --default-signal=\(signal) timeout --foreground --preserve-status -s \(signal) 1 \(room.command())"
    )
    #expect(outcome.status == status)
    #expect(outcome.output == "" && outcome.errors == "")
    #expect(!FileSystem.exists(room.path))
    #expect(room.kept > 50_000)
    #expect(PartFile.all(in: PrivateDirectory(of: room.directory)).allSatisfy { $0.process == nil })
    try room.expectNextRunIsWhole()
    #expect(room.server.bodyBytes < 330_000)
  }

  @Test func b13TwentyKillsCostNextToNothing() throws {
    let room = try FetchRoom(
      "atlas.h5ad", ServedFile(ServedFile.hdf5(12 << 20)), fault: Faults.paced(1 << 20))
    let script = """
      for i in $(seq 20); do
        timeout -s KILL 0.0$((RANDOM % 5 + 5)) \(room.command()) > out 2> err
      done
      ls d/atlas.h5ad 2>/dev/null
      true
      """
    #expect(try room.shell.run(script).status == 0)
    room.expectWhole(try room.fetch())
    #expect(Double(room.server.bodyBytes) <= 1.05 * Double(12 << 20), "\(room.server.bodyBytes)")
  }

  @Test func b15AFullDiskIsNamed() throws {
    // A file size limit fails where a full disk would: in the middle.
    let room = try FetchRoom(fault: Faults.paced(2_000_000))
    let outcome = try room.shell.run("ulimit -f 100; \(room.command())")
    room.expectFailure(outcome, .cannotCreate, "File too large; ")
    #expect(room.kept > 0)
    try room.expectNextRunIsWhole()
  }

  @Test func b15ADiskThatIsTooSmallIsSeenBeforeTheFirstByte() throws {
    let room = try FetchRoom("atlas.h5ad", ServedFile(ServedFile.hdf5(3 << 20)))
    let outcome = try room.shell.run(
      """
      mkdir d; mount -t tmpfs -o size=2m tmpfs d 2> /dev/null || exit 99
      \(room.command()); status=$?
      ls d; umount d
      exit $status
      """)
    // Only root may mount.
    guard outcome.status != 99 else { return }
    room.expectFailure(outcome, .cannotCreate, "no space: 3.0 MiB needed, ")
  }

  @Test func b17AHostThatIsNotThere() throws {
    let room = try FetchRoom()
    let command = "zmap-fetch --url http://nowhere.invalid/x.h5ad --dest-dir d --retries 0"
    // Without any network the resolver fails at once; where that is not allowed there is nothing to test.
    let outcome = try room.shell.run("unshare -rn true 2> /dev/null || exit 99; unshare -rn \(command)")
    guard outcome.status != 99 else { return }
    #expect(outcome.status == 68)
    #expect(
      outcome.errors.hasPrefix(
        "zmap-fetch: cannot download 'http://nowhere.invalid/x.h5ad': host not found\n"))
  }

  @Test func b19AProxyThatWantsAPassword() throws {
    let room = try FetchRoom { _, _, connection in
      connection.head("407 Proxy Authentication Required", [("Content-Length", "0")])
      return true
    }
    for name in ["http_proxy=\(room.server.url("")) U=http", "https_proxy=\(room.server.url("")) U=https"] {
      let outcome = try room.shell.run(
        "export \(name); zmap-fetch --url $U://198.51.100.1/x.h5ad --dest-dir d --retries 0")
      #expect(outcome.status == 77)
      #expect(outcome.errors.contains("the proxy wants a name and password (407)"))
    }
  }

  @Test func b19AProxyThatDropsTheRange() throws {
    let room = try FetchRoom { file, request, connection in
      file.answer(request, connection, ranges: false)
      return true
    }
    let outcome = try room.shell.run(
      "http_proxy=\(room.server.url("")) zmap-fetch --url http://198.51.100.1/atlas.h5ad --dest-dir d")
    room.expectWhole(outcome)
  }

  @Test func b20APortWhereNobodyListens() throws {
    let room = try FetchRoom()
    let outcome = try room.shell.run("zmap-fetch --url http://127.0.0.1:1/x.h5ad --dest-dir d --retries 1")
    #expect(outcome.status == 75)
    #expect(outcome.errors == "zmap-fetch: cannot download 'http://127.0.0.1:1/x.h5ad': connection refused\n")
  }
}
