import FoundationEssentials

/// What is known of a part: where its bytes come from, and which of them are there.
///
/// The first line of the file is JSON and tells what has been synced to the disk; it is replaced as a whole, after
/// the sync. Lines behind it, appended as bytes are written, count only until the machine boots again: a
/// killed process loses next to nothing, a power cut at most what was not synced.
package struct PartMap: Equatable, Sendable {
  package struct Origin: Codable, Equatable, Sendable {
    /// The visible name.
    package var name: String
    package var url: String
    package var size: Int64
    package var etag: String?
    package var lastModified: String?
    /// Whether the bytes were left by a program that does not say which version they are of.
    package var adopted: Bool?

    package init(
      name: String, url: String, size: Int64, etag: String?, lastModified: String?, adopted: Bool? = nil
    ) {
      self.name = name
      self.url = url
      self.size = size
      self.etag = etag
      self.lastModified = lastModified
      self.adopted = adopted
    }
  }

  private struct Head: Codable {
    var version = 1
    var origin: Origin
    var done: [[Int64]]
  }

  package var origin: Origin
  package var done: ByteRanges

  package init(_ origin: Origin, done: ByteRanges = ByteRanges()) {
    self.origin = origin
    self.done = done
  }

  /// The map of a part, or nil when there is none that can be understood and fits the bytes that are there.
  package static func read(of part: PartFile) -> PartMap? {
    guard let bytes = try? AtomicFile.read(part.map, limit: 1 << 26),
      let held = try? FileSystem.status(part.data)?.size
    else { return nil }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // What stands behind the last line's end was cut off in the middle.
    lines.removeLast()
    guard let first = lines.first, let head = try? JSONDecoder().decode(Head.self, from: Data(first)),
      head.version == 1, head.origin.size >= 0
    else { return nil }
    var done = ByteRanges()
    for pair in head.done {
      guard pair.count == 2, pair[0] >= 0, pair[1] >= pair[0] else { return nil }
      done.insert(pair[0]..<pair[1])
    }
    for line in lines.dropFirst() {
      let fields = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 3, fields[2] == ProcessIdentity.boot, let start = Int64(fields[0]),
        let end = Int64(fields[1]), start >= 0, end >= start
      else { continue }
      done.insert(start..<end)
    }
    done.cut(at: min(held, head.origin.size))
    return PartMap(head.origin, done: done)
  }

  /// Replaces the file by what has been synced. What was appended since the sync is left out, and must be
  /// appended anew.
  package func write(to part: PartFile) throws(Failure) {
    let head = Head(origin: origin, done: done.ranges.map { [$0.lowerBound, $0.upperBound] })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(head) else {
      throw Failure(.bug, .write, part.map, "map can't be encoded")
    }
    try AtomicFile.write(Array(data) + [0x0A], to: part.map)
  }

  /// The line to append once `range` has been written, with its line's end.
  package static func line(_ range: Range<Int64>) -> [UInt8] {
    Array("\(range.lowerBound) \(range.upperBound) \(ProcessIdentity.boot)\n".utf8)
  }
}
