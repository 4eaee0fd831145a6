import TestSupport
import Testing
import ZMAPCore

/// H1 to H30: what a server may say before the first byte of a body.
@Suite struct HeadFaultTests {
  /// A fault with the end that it must come to; whatever it is, the next run with a sound server ends whole.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: ZMAPCore.ExitStatus
    /// Part of standard error; empty for silence.
    let line: String
    let options: String
    let fault: FetchRoom.Fault

    init(
      _ name: String, _ status: ZMAPCore.ExitStatus = .success, _ line: String = "", options: String = "",
      _ fault: @escaping FetchRoom.Fault
    ) {
      testDescription = name
      self.status = status
      self.line = line
      self.options = options
      self.fault = fault
    }

    static func status(_ name: String, _ code: String, _ status: ZMAPCore.ExitStatus, _ line: String) -> Case
    {
      Case(name, status, line) { _, _, connection in
        connection.head(code, [("Content-Length", "5")])
        connection.body("sorry".utf8)
        return true
      }
    }
  }

  static let cases: [Case] = [
    Case("H1 a plain answer") { _, _, _ in false },
    Case("H2 another part than asked for, then the whole file") { file, request, connection in
      guard request.fields["range"] != nil else { return false }
      connection.head(
        "206 Partial Content",
        file.validators + [("Content-Range", "bytes 5-99/\(file.bytes.count)"), ("Content-Length", "95")])
      connection.body(file.bytes[5..<100])
      return true
    },
    Case("H2 another part than asked for, always", .serverProtocol, "a part that says not what it is of") {
      file, _, connection in
      connection.head("206 Partial Content", file.validators + [("Content-Length", "95")])
      connection.body(file.bytes[5..<100])
      return true
    },
    Case("H3 a range is answered with everything") { file, request, connection in
      file.answer(request, connection, ranges: false)
      return true
    },
    Case("H4 a part of an unknown whole") { file, request, connection in
      guard let range = request.range(of: file.bytes.count) else { return false }
      connection.head(
        "206 Partial Content",
        file.validators + [
          ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/*"),
          ("Content-Length", "\(range.count)"),
        ])
      connection.body(file.bytes[range])
      return true
    },
    Case("H5 HEAD is never asked") { _, request, connection in
      guard request.method == "HEAD" else { return false }
      connection.head("405 Method Not Allowed", [("Content-Length", "0")])
      return true
    },
    Case("H12 no ETag and no date") { file, request, connection in
      var file = file
      (file.etag, file.lastModified) = (nil, nil)
      file.answer(request, connection)
      return true
    },
    Case("H14 four redirects") { _, request, connection in
      guard
        let hops = Int(request.path.dropFirst(2))
          ?? (request.path.hasSuffix(".h5ad") && request.number == 1 ? 0 : nil),
        hops < 4
      else { return false }
      let target = hops == 3 ? "/atlas.h5ad" : "/r\(hops + 1)"
      connection.head("302 Found", [("Location", target), ("Content-Length", "0")])
      return true
    },
    Case("H14 a redirect to another scheme", .serverProtocol, "redirect") { _, _, connection in
      connection.head("302 Found", [("Location", "ftp://127.0.0.1/x.h5ad"), ("Content-Length", "0")])
      return true
    },
    Case("H15 a redirect loop", .serverProtocol, "more than 5 redirects") { _, request, connection in
      connection.head("302 Found", [("Location", request.path), ("Content-Length", "0")])
      return true
    },
    .status("H16 404", "404 Not Found", .noInput, "the server has no such file (404)"),
    .status("H16 410", "410 Gone", .noInput, "the server has no such file (410)"),
    .status("H17 401", "401 Unauthorized", .noPermission, "access denied (401, sorry)"),
    .status("H17 403", "403 Forbidden", .noPermission, "access denied (403, sorry)"),
    Case("H17 blocked by the user agent", .noPermission, "integrity check") { _, _, connection in
      connection.head("403 Forbidden", [("Content-Length", "16")])
      connection.body("error code: 1010".utf8)
      return true
    },
    Case("H18 429 once, with Retry-After") { _, request, connection in
      guard request.number == 1 else { return false }
      connection.head("429 Too Many Requests", [("Retry-After", "1"), ("Content-Length", "0")])
      return true
    },
    Case("H18 429 with a date that has passed") { _, request, connection in
      guard request.number == 1 else { return false }
      connection.head(
        "429 Too Many Requests", [("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Content-Length", "0")])
      return true
    },
    Case("H18 429 without a word", .tryAgain, "the server is busy (429)") { _, _, connection in
      connection.head("429 Too Many Requests", [("Content-Length", "0")])
      return true
    },
    Case("H18 429 that asks for a day", .tryAgain, "asks to wait for 99999 s") { _, _, connection in
      connection.head("429 Too Many Requests", [("Retry-After", "99999"), ("Content-Length", "0")])
      return true
    },
    .status("H20 501", "501 Not Implemented", .unavailable, "the server refuses (501)"),
    .status("H20 505", "505 HTTP Version Not Supported", .unavailable, "the server refuses (505)"),
    .status("H20 418", "418 I'm a teapot", .unavailable, "the server refuses (418)"),
    Case("H21 a web page with 200", .badData, "but a web page: 'Sign in, please'") { _, _, connection in
      let page = "<!DOCTYPE html><html><head><title>Sign in,\n please</title></head><body></body></html>"
      connection.head("200 OK", [("Content-Type", "text/html"), ("Content-Length", "\(page.utf8.count)")])
      connection.body(page.utf8)
      return true
    },
    .status("H22 202", "202 Accepted", .badData, "the server sent nothing (202)"),
    .status("H22 204", "204 No Content", .badData, "the server sent nothing (204)"),
    Case("H22 an empty file", .badData, "the server sent an empty file") { _, _, connection in
      connection.head("200 OK", [("Content-Length", "0")])
      return true
    },
    Case("H24 a length that is too small", .badData, "bytes of a file that is 300000 bytes long") {
      file, _, connection in
      connection.head("200 OK", file.validators + [("Content-Length", "200000")])
      connection.body(file.bytes)
      return true
    },
    Case("H26 two lengths", .serverProtocol, "") { file, _, connection in
      connection.head("200 OK", [("Content-Length", "300000"), ("Content-Length", "299999")])
      connection.body(file.bytes)
      connection.close()
      return true
    },
    Case("H26 a length that is none", .serverProtocol, "") { file, _, connection in
      connection.head("200 OK", [("Content-Length", "many")])
      connection.body(file.bytes)
      connection.close()
      return true
    },
    Case("H27 no length, and all of it") { file, _, connection in
      connection.head("200 OK", [("Connection", "close")])
      connection.body(file.bytes)
      connection.close()
      return true
    },
    Case("H27 no length, and an early end", .badData, "truncated: 100000 bytes of 300000") {
      file, _, connection in
      connection.head("200 OK", [("Connection", "close")])
      connection.body(file.bytes[..<100_000])
      connection.close()
      return true
    },
    Case("H30 no answer", .tryAgain, "no data for 1 s", options: "--retries 0") { _, _, connection in
      connection.stall()
      return true
    },
  ]

  @Test(arguments: cases) func endsAsItMust(_ fault: Case) throws {
    let room = try FetchRoom(fault: fault.fault)
    let outcome = try room.fetch(fault.options, timeout: fault.options.isEmpty ? 5 : 1)
    if fault.status == .success {
      room.expectWhole(outcome)
      #expect(outcome.errors == "")
    } else {
      room.expectFailure(outcome, fault.status, fault.line)
    }
    try room.expectNextRunIsWhole()
  }

  @Test(arguments: ["408", "425", "500", "502", "503", "504", "520", "522", "524", "530"])
  func h19AStatusThatMayPassIsTriedAgain(_ code: String) throws {
    let room = try FetchRoom { _, request, connection in
      guard request.number == 1 else { return false }
      connection.head("\(code) Oops", [("Content-Length", "0")])
      return true
    }
    room.expectWhole(try room.fetch())
    let always = try FetchRoom { _, _, connection in
      connection.head("\(code) Oops", [("Content-Length", "0")])
      return true
    }
    always.expectFailure(try always.fetch("--retries 1"), .tryAgain, "the server is busy (\(code))")
    #expect(always.server.requests.count == 2)
  }
}
