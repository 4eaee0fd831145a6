import ZMAPCore

/// A file on a server that keeps the rules: ranges, conditions, validators.
package struct ServedFile: Sendable {
  package var bytes: [UInt8]
  package var etag: String?
  package var lastModified: String? = "Sat, 22 Nov 2025 10:00:00 GMT"

  package init(_ bytes: [UInt8], etag: String? = "\"v1\"") {
    self.bytes = bytes
    self.etag = etag
  }

  /// Bytes that look like an HDF5 file of that length and hold nothing; the same for the same seed.
  package static func hdf5(_ size: Int, seed: UInt64 = 1) -> [UInt8] {
    // Superblock version 2: signature, sizes of addresses, base, extension, end of file, root group.
    var head = HDF5Superblock.signature + [2, 8, 8, 0]
    for address in [0, UInt64.max, UInt64(size), 48] {
      withUnsafeBytes(of: address.littleEndian) { head.append(contentsOf: $0) }
    }
    return head + noise(size - head.count, seed: seed)
  }

  /// Bytes that look like a zip file: a local header at the start, an end record at the end.
  package static func zip(_ size: Int) -> [UInt8] {
    [0x50, 0x4B, 3, 4] + noise(size - 26, seed: 7) + [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
  }

  /// Xorshift: the same bytes on every run.
  package static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      withUnsafeBytes(of: state) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Fields that tell of the version.
  package var validators: [(String, String)] {
    [("Accept-Ranges", "bytes")] + (etag.map { [("ETag", $0)] } ?? [])
      + (lastModified.map { [("Last-Modified", $0)] } ?? [])
  }

  /// Answers as RFC 9110 has it.
  ///
  /// - Parameter ranges: false for a server that knows none.
  package func answer(
    _ request: LoopbackServer.Request, _ connection: LoopbackServer.Connection, ranges: Bool = true
  ) {
    if let wanted = request.fields["if-none-match"], wanted == etag {
      return connection.head("304 Not Modified", validators)
    }
    if let wanted = request.fields["if-match"], wanted != etag {
      return connection.head("412 Precondition Failed", [("Content-Length", "0")])
    }
    guard ranges, let range = request.range(of: bytes.count) else {
      connection.head("200 OK", validators + [("Content-Length", "\(bytes.count)")])
      return connection.body(bytes)
    }
    guard !range.isEmpty else {
      return connection.head(
        "416 Range Not Satisfiable", [("Content-Range", "bytes */\(bytes.count)"), ("Content-Length", "0")])
    }
    partHead(range, connection)
    connection.body(bytes[range])
  }

  /// The head of a 206 for a range.
  package func partHead(_ range: Range<Int>, _ connection: LoopbackServer.Connection) {
    connection.head(
      "206 Partial Content",
      validators + [
        ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"),
        ("Content-Length", "\(range.count)"),
      ])
  }
}
