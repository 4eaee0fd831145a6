import TestSupport
import Testing
import ZMAPCore

/// C1 to C30: what may be on the disk, and who else may be at work there.
@Suite struct CacheFaultTests {
  @Test func c1AHitAsksNobodyAndWritesNothing() throws {
    let room = try FetchRoom()
    room.expectWhole(try room.fetch())
    let requests = room.server.requests.count
    let outcome = try room.shell.run(
      """
      sleep 0.02; touch stamp
      if strace -V > /dev/null 2>&1; then
        strace -f -o trace -e trace=%network,fcntl,rename,mkdir,pwrite64 \(room.command()); status=$?
        grep -E 'socket|connect|OFD|rename|mkdir|pwrite' trace >&2
      else
        \(room.command()); status=$?
      fi
      find d -newer stamp >&2
      exit $status
      """)
    room.expectWhole(outcome)
    #expect(outcome.errors == "")
    #expect(room.server.requests.count == requests)
  }

  @Test func c2AFileWithoutARecordIsAdopted() throws {
    let room = try FetchRoom()
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(room.file.bytes, to: room.path)
    let outcome = try room.fetch("--format tsv --no-header")
    #expect(outcome.output.hasPrefix("\(room.path)\tatlas.h5ad\t\(room.url)\t300000\t\t\tadopted\t"))
    #expect(CacheRecord.read("atlas.h5ad", in: room.directory)?.origin == .adopted)
    #expect(room.server.requests.isEmpty)
  }

  @Test func c3ATruncatedFileIsFinishedWhereTheETagCanProveIt() throws {
    var file = ServedFile(ServedFile.hdf5(300_000))
    file.etag = "\"\(try SystemDigest.md5(file.bytes))\""
    let room = try FetchRoom("atlas.h5ad", file)
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(Array(file.bytes[..<200_000]), to: room.path)
    room.expectWhole(try room.fetch())
    #expect(room.server.bodyBytes == 100_000)
    #expect(CacheRecord.read("atlas.h5ad", in: room.directory)?.verified == ["size", "hdf5", "etag"])
  }

  @Test func c3ATruncatedFileOfAnotherVersionIsReplaced() throws {
    var file = ServedFile(ServedFile.hdf5(300_000))
    file.etag = "\"\(try SystemDigest.md5(file.bytes))\""
    let room = try FetchRoom("atlas.h5ad", file)
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(Array(ServedFile.hdf5(300_000, seed: 2)[..<200_000]), to: room.path)
    room.expectWhole(try room.fetch())
  }

  @Test func c3ATruncatedFileIsReplacedWhereNothingCanProveIt() throws {
    let room = try FetchRoom()
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(Array(room.file.bytes[..<200_000]), to: room.path)
    room.expectWhole(try room.fetch())
    #expect(room.server.bodyBytes >= 300_000)
  }

  @Test func c3AWebPageUnderTheNameIsReplaced() throws {
    let room = try FetchRoom()
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(Array("<html>".utf8), to: room.path)
    room.expectWhole(try room.fetch())
  }

  @Test func c4AFileThatAnotherProgramWritesIsWaitedFor() throws {
    let room = try FetchRoom()
    try room.room.write("source", room.file.bytes)
    let outcome = try room.shell.run(
      """
      mkdir d
      { head -c 200000 source; sleep 0.7; tail -c +200001 source; } > d/atlas.h5ad &
      sleep 0.2
      \(room.command())
      """)
    room.expectWhole(outcome)
    #expect(outcome.errors == "zmap-fetch: waiting for another program, which is writing '\(room.path)'\n")
    #expect(room.server.bodyBytes == 0)
  }

  @Test func c5AFileThatWasChangedOnPurposeIsAHit() throws {
    let room = try FetchRoom()
    room.expectWhole(try room.fetch())
    let outcome = try room.shell.run("sleep 0.01; printf x >> d/atlas.h5ad; \(room.command("--verbose"))")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "zmap-fetch: '\(room.path)' was changed since it was fetched\n")
    #expect(room.server.requests.count == 1)
  }

  @Test func c9APartOfADeadProcessIsTakenOver() throws {
    let room = try ResumeTests.cutShort()
    let outcome = try room.shell.run(
      """
      cd d/.zmap/part
      mv atlas.h5ad.*.part $(ls -d atlas.h5ad.*.part | sed 's/.part$/.0badc0de-4242-1234.part/')
      touch -d '10 minutes ago' atlas.h5ad.*.part atlas.h5ad.*.part/*
      cd ../../..
      \(room.command())
      """)
    room.expectWhole(outcome)
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func c9APartOfALivingProcessElsewhereIsWaitedFor() throws {
    let room = try ResumeTests.cutShort()
    let outcome = try room.shell.run(
      """
      cd d/.zmap/part
      mv atlas.h5ad.*.part $(ls -d atlas.h5ad.*.part | sed 's/.part$/.0badc0de-4242-1234.part/')
      touch atlas.h5ad.*.part
      cd ../../..
      env --default-signal=TERM timeout 0.5 \(room.command())
      """)
    #expect(outcome.status == 124)
    #expect(outcome.errors == "zmap-fetch: waiting for process 4242, which fetches 'atlas.h5ad' (40%)\n")
  }

  @Test func c10AnOwnerThatOnlyLookedDeadJoinsTheOthers() throws {
    let room = try FetchRoom("atlas.h5ad", fault: Faults.paced(300_000))
    let outcome = try room.shell.run(
      """
      \(room.command()) > first 2>&1 & sleep 0.5
      pid=$!; kill -STOP $pid
      touch -d '10 minutes ago' d/.zmap/part/*.part d/.zmap/part/*.part/*
      \(room.command())
      kill -CONT $pid; wait; cat first
      """)
    #expect(outcome.status == 0)
    #expect(outcome.output == "\(room.path)\n\(room.path)\n")
    #expect(room.isWhole)
  }

  @Test(arguments: ["d/.zmap", "d/.zmap/part/*", "d"])
  func c11WhatIsRemovedMeanwhileIsMadeAgain(_ victim: String) throws {
    let room = try FetchRoom("atlas.h5ad", fault: Faults.paced(200_000))
    let outcome = try room.shell.run("\(room.command()) & sleep 0.5; rm -rf \(victim); wait $!")
    room.expectWhole(outcome)
  }

  @Test func c12APartOnAnotherFileSystemIsCopied() throws {
    guard FileSystem.isWritable("/dev/shm") else { return }
    let room = try FetchRoom()
    let outcome = try room.shell.run(
      "mkdir -p d/.zmap; away=$(mktemp -d -p /dev/shm); ln -s $away d/.zmap/part; \(room.command()); rm -rf $away"
    )
    room.expectWhole(outcome)
    #expect(try FileSystem.names(in: room.directory) == [".zmap", "atlas.h5ad"])
  }

  @Test func c14ADirectoryThatCannotBeMade() throws {
    let room = try FetchRoom()
    try room.room.write("file", [1])
    let outcome = try room.shell.run("zmap-fetch --url \(room.url) --dest-dir file/d")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("zmap-fetch: cannot create "))
    #expect(room.server.requests.isEmpty)
  }

  @Test func c15NoRecordCanBeWrittenAndTheFileIsGood() throws {
    let room = try FetchRoom()
    try FileSystem.makeDirectory(room.directory)
    try AtomicFile.write(room.file.bytes, to: room.path)
    try AtomicFile.write([], to: Path.join(room.directory, ".zmap"))
    let outcome = try room.fetch()
    room.expectWhole(outcome)
    #expect(outcome.errors == "")
  }

  @Test(arguments: [("002", "664"), ("077", "600"), ("022", "644")])
  func c16TheUmaskDecidesTheMode(_ mask: String, _ mode: String) throws {
    let room = try FetchRoom()
    let outcome = try room.shell.run("umask \(mask); \(room.command()); stat -c %a d/atlas.h5ad")
    #expect(outcome.output == "\(room.path)\n\(mode)\n")
  }

  @Test func c19TheSameNameFromAnotherURLIsAMiss() throws {
    let room = try FetchRoom()
    room.expectWhole(try room.fetch())
    _ = try room.shell.run("zmap-fetch --url \(room.server.url("other/atlas.h5ad")) --dest-dir d")
    #expect(room.server.requests.last?.path == "/other/atlas.h5ad")
  }

  @Test func c19NamesAreDecodedOnce() throws {
    let room = try FetchRoom()
    let outcome = try room.shell.run(
      """
      zmap-fetch --url \(room.server.url("a%20b%2541.h5ad?x=/y.h5ad")) --dest-dir d
      zmap-fetch --url \(room.server.url("ok/")) --dest-dir d
      zmap-fetch --url \(room.server.url("a%2Fb.h5ad")) --dest-dir d; echo $?
      """)
    #expect(outcome.output == "\(room.directory)/a b%41.h5ad\n\(room.directory)/zmap.h5ad\n64\n")
  }

  @Test func c23DamagedRecordsAndMapsCountAsAbsent() throws {
    let room = try ResumeTests.cutShort()
    _ = try room.shell.run("for map in d/.zmap/part/*.part/map; do echo '{' > $map; done")
    room.expectWhole(try room.fetch())
    _ = try room.shell.run("echo '{' > d/.zmap/meta/atlas.h5ad.json")
    room.expectWhole(try room.fetch())
  }

  @Test func c24NobodyReadsThePath() throws {
    let room = try FetchRoom()
    let closed = try room.shell.run("\(room.command()) >&-")
    #expect(closed.status == 74)
    #expect(closed.errors.contains("cannot write 'standard output'"))
    #expect(room.isWhole)
    let pipe = try room.shell.run("{ sleep 0.3; \(room.command()); echo ${PIPESTATUS[0]} $? >&2; } | true")
    #expect(pipe.errors.hasSuffix("141\n"))
    let full = try room.shell.run("\(room.command()) > /dev/full")
    #expect(full.status == 74)
  }

  @Test func c26NoHomeIsNeededForH5ADs() throws {
    let room = try FetchRoom()
    let outcome = try room.shell.run("unset HOME; zmap-fetch --url \(room.url)")
    #expect(outcome.output == room.room.file("zmap/h5ad/atlas.h5ad\n"))
  }

  @Test func c27OfflineOpensNoConnection() throws {
    let room = try FetchRoom()
    let missing = try room.fetch("--offline")
    room.expectFailure(
      missing, .noInput,
      "zmap-fetch: cannot find 'atlas.h5ad': not in \(room.directory), and '--offline' forbids to download it\n"
    )
    #expect(room.server.requests.isEmpty)
    room.expectWhole(try room.fetch())
    let there = try room.shell.run(
      "unshare -rn true 2> /dev/null && cut=unshare\\ -rn; $cut \(room.command("--offline"))")
    room.expectWhole(there)
  }

  @Test func c28AForcedDownloadThatFailsLeavesTheOldFile() throws {
    let room = try FetchRoom()
    room.expectWhole(try room.fetch())
    room.misbehave(Faults.closing(after: 100_000))
    let outcome = try room.fetch("--force --retries 0")
    #expect(outcome.status == 75 && outcome.output == "")
    #expect(room.isWhole)
    room.misbehave(nil)
    room.expectWhole(try room.fetch("--force"))
    #expect(room.server.bodyBytes == 600_000)
  }

  @Test func c30OneOfManyFails() throws {
    let room = try FetchRoom { _, request, connection in
      guard request.path == "/b.h5ad" else { return false }
      connection.head("404 Not Found", [("Content-Length", "0")])
      return true
    }
    let names = ["c", "b", "a"].map { "--url \(room.server.url("\($0).h5ad"))" }.joined(separator: " ")
    let outcome = try room.shell.run("zmap-fetch \(names) --dest-dir d")
    #expect(outcome.status == 66)
    #expect(outcome.output == "\(room.directory)/c.h5ad\n\(room.directory)/a.h5ad\n")
  }

  @Test func aRefreshAsksWhetherTheFileChanged() throws {
    let room = try FetchRoom()
    room.expectWhole(try room.fetch())
    room.expectWhole(try room.fetch("--refresh"))
    #expect(room.server.bodyBytes == 300_000)
    #expect(room.server.requests.last?.fields["if-none-match"] == "\"v1\"")
    room.file = ServedFile(ServedFile.hdf5(400_000, seed: 2), etag: "\"v2\"")
    room.expectWhole(try room.fetch("--refresh"))
  }
}
