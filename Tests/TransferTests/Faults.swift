import Glibc
import TestSupport

/// Ways to send a body that is not as it should be.
enum Faults {
  /// Sends the head of what was asked for and the first `count` bytes of the body.
  static func begin(
    _ file: ServedFile, _ request: LoopbackServer.Request, _ connection: LoopbackServer.Connection, count: Int
  ) {
    guard let range = request.range(of: file.bytes.count) else {
      connection.head("200 OK", file.validators + [("Content-Length", "\(file.bytes.count)")])
      return connection.body(file.bytes.prefix(count))
    }
    file.partHead(range, connection)
    connection.body(file.bytes[range].prefix(count))
  }

  /// Ends every body after `count` bytes.
  static func closing(after count: Int, only numbers: ClosedRange<Int> = 1...Int.max) -> FetchRoom.Fault {
    { file, request, connection in
      guard numbers.contains(request.number) else { return false }
      begin(file, request, connection, count: count)
      connection.close()
      return true
    }
  }

  /// Sends slowly: pieces of 8 KiB, `rate` bytes a second on each connection.
  static func paced(_ rate: Int) -> FetchRoom.Fault {
    { file, request, connection in
      let range = request.range(of: file.bytes.count) ?? 0..<file.bytes.count
      if let wanted = request.fields["if-match"], wanted != file.etag { return false }
      begin(file, request, connection, count: 0)
      var position = range.lowerBound
      while position < range.upperBound && !connection.isClosed {
        let end = min(position + 8192, range.upperBound)
        connection.body(file.bytes[position..<end])
        position = end
        usleep(UInt32(8192 * 1_000_000 / rate))
      }
      return true
    }
  }

  /// Flips one bit of the byte at `offset`.
  static func flipped(_ offset: Int, only numbers: ClosedRange<Int> = 1...Int.max) -> FetchRoom.Fault {
    { file, request, connection in
      guard numbers.contains(request.number) else { return false }
      var wrong = file
      wrong.bytes[offset] ^= 1
      wrong.answer(request, connection)
      return true
    }
  }
}
