import TestSupport
import Testing
import ZMAPCore

/// C17: in Google Drive a file is made elsewhere and arrives by one sequential copy.
@Suite struct DriveTests {
  @Test func filesForDriveAreMadeBesideTheMount() throws {
    let room = try FetchRoom(
      "atlas.h5ad", ServedFile(ServedFile.hdf5(300_000)), fault: Faults.closing(after: 100_000))
    let drive = room.room.file("content/drive/MyDrive")
    try FileSystem.makeDirectory(Path.join(drive, "zmap"))
    let command = "ZMAP_DRIVE=\(drive) zmap-fetch --url \(room.url) --retries 0"
    #expect(try room.shell.run(command).status == 75)
    // What came waits where files are made, and nothing of it is in Drive.
    #expect(PartFile.all(in: PrivateDirectory(of: room.room.file("content/.zmap-stage"))).count == 1)
    #expect(try FileSystem.names(in: Path.join(drive, "zmap/h5ad")).isEmpty)
    room.misbehave(nil)
    let outcome = try room.shell.run(command)
    let path = Path.join(drive, "zmap/h5ad/atlas.h5ad")
    #expect(outcome.output == path + "\n")
    #expect(
      outcome.errors == "zmap-fetch: 'atlas.h5ad' is in Google Drive's folder; Drive uploads it later\n")
    #expect(try FileSystem.names(in: Path.parent(path)) == [".zmap", "atlas.h5ad"])
    #expect(room.server.bodyBytes == 300_000)
    #expect(try room.shell.run(command).output == path + "\n")
    #expect(room.server.bodyBytes == 300_000)
  }

  @Test func aDatasetInDriveIsFoundWhereOnlyMyDriveExists() throws {
    let room = try FetchRoom("ZMAP_250402_raw.h5ad")
    let drive = room.room.file("content/drive/MyDrive")
    try FileSystem.makeDirectory(Path.join(drive, "zmap/h5ad"))
    try AtomicFile.write(room.file.bytes, to: Path.join(drive, "zmap/h5ad/ZMAP_250402_raw.h5ad"))
    let outcome = try room.shell.run("ZMAP_DRIVE=\(drive) zmap-fetch --kind raw --offline")
    #expect(outcome.output == Path.join(drive, "zmap/h5ad/ZMAP_250402_raw.h5ad") + "\n")
  }
}
