import TestSupport
import Testing
import ZMAPCore

/// The rules of zmap-tools, measured, and the variables that are ours.
@Suite struct PlacesTests {
  let room: TemporaryDirectory
  let here: String

  init() throws {
    room = try TemporaryDirectory()
    here = try Path.workingDirectory()
  }

  private func places(_ values: [String: String]) throws -> Places {
    try Places(
      Environment(["HOME": "/home/fish", "ZMAP_DRIVE": room.file("MyDrive")].merging(values) { $1 }))
  }

  @Test func withoutADriveThereIsOnePlaceEach() throws {
    let places = try places([:])
    #expect(places.directories(.h5ad) == ["\(here)/zmap/h5ad"])
    #expect(places.directories(.markers) == ["/home/fish/.cache/zmap_tools"])
    #expect(!places.all().contains { !$0.isOurs })
  }

  @Test func aDriveHoldsMarkersButH5ADsOnlyOnceItHasAZmapDirectory() throws {
    try FileSystem.makeDirectory(room.file("MyDrive"))
    #expect(try places([:]).writable(.h5ad) == "\(here)/zmap/h5ad")
    #expect(
      try places([:]).directories(.h5ad).contains(room.file("MyDrive/zmap/h5ad")), "searched all the same")
    #expect(try places([:]).writable(.markers) == room.file("MyDrive/zmap/markers"))
    try FileSystem.makeDirectory(room.file("MyDrive/zmap"))
    #expect(try places([:]).writable(.h5ad) == room.file("MyDrive/zmap/h5ad"))
    #expect(
      try places([:]).directories(.h5ad) == [room.file("MyDrive/zmap/h5ad"), "\(here)/zmap/h5ad"])
  }

  @Test func aFileInPlaceOfTheDriveIsNone() throws {
    try room.write("MyDrive", [])
    #expect(try places([:]).directories(.markers) == ["/home/fish/.cache/zmap_tools"])
  }

  @Test func variablesGoFirstAndSharedOnesNext() throws {
    let found = try places([
      "ZMAP_H5AD_DIR": "/data/h5ad/", "ZMAP_MARKER_DIR": "markers", "ZMAP_CACHE_PATH": "/a:./b//c:/a/",
    ])
    #expect(found.directories(.h5ad) == ["/data/h5ad", "/a", "\(here)/b/c", "\(here)/zmap/h5ad"])
    #expect(
      found.directories(.markers) == ["\(here)/markers", "/a", "\(here)/b/c", "/home/fish/.cache/zmap_tools"])
    #expect(found.all().filter { !$0.isOurs }.map(\.directory) == ["/a", "\(here)/b/c"])
  }

  @Test func aSharedDirectoryThatIsWrittenToIsOurs() throws {
    let found = try places(["ZMAP_H5AD_DIR": "/a", "ZMAP_CACHE_PATH": "/a/"])
    #expect(found.all().first == Places.Place(directory: "/a", content: .h5ad, isOurs: true))
    #expect(found.all().filter { $0.directory == "/a" }.count == 1)
  }

  @Test func emptyVariablesCountAsAbsent() throws {
    let found = try places(["ZMAP_H5AD_DIR": "", "ZMAP_CACHE_PATH": "", "ZMAP_MARKER_DIR": ""])
    #expect(found.directories(.h5ad) == ["\(here)/zmap/h5ad"])
  }

  @Test func knowsWhatLiesOnTheDrive() throws {
    let found = try places([:])
    #expect(found.isOnDrive(room.file("MyDrive/zmap/h5ad")))
    #expect(found.isOnDrive(room.file("MyDrive")))
    #expect(!found.isOnDrive(room.file("MyDrive2")))
  }
}
