import TestSupport
import Testing
import ZMAPCore

@Suite struct PartTests {
  @Test func rangesMergeWhereTheyMeet() {
    var ranges = ByteRanges()
    for range: Range<Int64> in [10..<20, 30..<40, 20..<30, 0..<5, 3..<12, 50..<50] { ranges.insert(range) }
    #expect(ranges.ranges == [0..<40])
    ranges.insert(45..<50)
    #expect(ranges.prefix == 40 && ranges.count == 45)
    #expect(ranges.gaps(in: 60) == [40..<45, 50..<60])
    ranges.cut(at: 47)
    #expect(ranges.ranges == [0..<40, 45..<47])
  }

  @Test func aPartIsClaimedByOneAndGivenBack() throws {
    let room = try TemporaryDirectory()
    let place = PrivateDirectory(of: room.path)
    let free = PartFile(place, name: "a.b.h5ad", key: "0123456789ab")
    try place.make(free.path)
    #expect(PartFile.all(in: place) == [free] && free.owner() == .nobody)
    let mine = try #require(try free.claimed())
    #expect(try free.claimed() == nil)
    #expect(PartFile.all(in: place) == [mine] && mine.owner() == .live(.current))
    #expect(mine.belongs(to: "a.b.h5ad") && !mine.belongs(to: "a.h5ad"))
    mine.release()
    #expect(PartFile.all(in: place) == [free])
    try free.remove()
    #expect(PartFile.all(in: place).isEmpty)
  }

  @Test func aProcessThatEndedOwnsNothing() throws {
    let current = ProcessIdentity.current
    let ended = try #require(ProcessIdentity("\(current.host)-\(current.pid)-0"))
    let room = try TemporaryDirectory()
    let place = PrivateDirectory(of: room.path)
    let part = PartFile(place, name: "x", key: "0123456789ab", process: ended)
    try place.make(part.path)
    #expect(part.owner() == .dead(ended))
  }

  @Test func aMapCountsOnlyWhatIsThere() throws {
    let room = try TemporaryDirectory()
    let place = PrivateDirectory(of: room.path)
    let part = PartFile(place, name: "x.h5ad", key: "0123456789ab")
    try place.make(part.path)
    let origin = PartMap.Origin(name: "x.h5ad", url: "u", size: 1000, etag: "\"e\"", lastModified: nil)
    var done = ByteRanges()
    done.insert(0..<100)
    try PartMap(origin, done: done).write(to: part)
    #expect(PartMap.read(of: part) == nil, "no data")
    try AtomicFile.write([UInt8](repeating: 1, count: 250), to: part.data)
    let head = try #require(try AtomicFile.read(part.map))
    // A line of this boot, one of another, one that was cut off.
    let lines = PartMap.line(100..<300) + Array("300 400 another\n500 600".utf8)
    try AtomicFile.write(head + lines, to: part.map)
    #expect(PartMap.read(of: part)?.done.ranges == [0..<250])
    #expect(PartMap.read(of: part)?.origin == origin)
  }
}
