import Dispatch
import Glibc
import Synchronization
import ZMAPCore

/// An HTTP server on 127.0.0.1 that can break every rule: its handler writes raw bytes to the socket.
package final class LoopbackServer: Sendable {
  package struct Request: Sendable {
    /// 1 for the first request that this server saw.
    package let number: Int
    package let method: String
    package let path: String
    /// Names in lower case.
    package let fields: [String: String]

    /// What the field Range asks for of `total` bytes: nil without the field.
    package func range(of total: Int) -> Range<Int>? {
      guard let text = fields["range"], text.hasPrefix("bytes=") else { return nil }
      let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2, let first = Int(ends[0]) else { return nil }
      guard first < total else { return total..<total }
      return first..<min(total, (Int(ends[1]) ?? total - 1) + 1)
    }
  }

  package typealias Handler = @Sendable (Request, Connection) -> Void

  package let port: Int
  private let listener: Int32
  private let handler: Handler
  private let log = Mutex<[Request]>([])
  private let sent = Counter()
  private let queue = DispatchQueue(label: "loopback", attributes: .concurrent)

  package init(_ handler: @escaping Handler) throws {
    self.handler = handler
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
    }
    guard bound == 0, listen(listener, 128) == 0 else { throw Failure(.create, "socket", errno: errno) }
    var length = size
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    self.listener = listener
    queue.async { [weak self, listener] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let self else { return _ = Glibc.close(client) }
        queue.async { [weak self] in self?.serve(client) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
  }

  package func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }
  package var requests: [Request] { log.withLock { $0 } }
  /// Bytes of bodies sent so far.
  package var bodyBytes: Int { sent.value.load(ordering: .relaxed) }

  private func serve(_ client: Int32) {
    // A client that went away must not end the tests by a signal.
    let connection = Connection(client, sent)
    while !connection.isClosed, let head = connection.readHead() {
      let lines = head.split(separator: "\r\n").map(String.init)
      let words = lines.first?.split(separator: " ").map(String.init) ?? []
      guard words.count >= 2 else { break }
      var fields: [String: String] = [:]
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
      }
      let request = log.withLock { log in
        let request = Request(number: log.count + 1, method: words[0], path: words[1], fields: fields)
        log.append(request)
        return request
      }
      handler(request, connection)
    }
    connection.close()
  }

  /// One connection of a client.
  package final class Connection {
    private let socket: Int32
    private let sent: Counter
    private var buffer: [UInt8] = []
    package private(set) var isClosed = false

    fileprivate init(_ socket: Int32, _ sent: Counter) {
      self.socket = socket
      self.sent = sent
    }

    func readHead() -> String? {
      let end = Array("\r\n\r\n".utf8)
      while true {
        if let found = buffer.firstRange(of: end) {
          defer { buffer.removeSubrange(..<found.upperBound) }
          return String(decoding: buffer[..<found.lowerBound], as: UTF8.self)
        }
        var piece = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket, &piece, piece.count, 0)
        guard count > 0 else { return nil }
        buffer.append(contentsOf: piece.prefix(count))
      }
    }

    /// Writes bytes that count as a body.
    package func body(_ bytes: some Collection<UInt8>) {
      sent.value.add(write(Array(bytes)), ordering: .relaxed)
    }

    package func head(_ status: String, _ fields: [(String, String)]) {
      let text = "HTTP/1.1 \(status)\r\n" + fields.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
      write(Array(text.utf8))
    }

    package func raw(_ text: String) { write(Array(text.utf8)) }

    @discardableResult
    private func write(_ bytes: [UInt8]) -> Int {
      var done = 0
      while done < bytes.count && !isClosed {
        let count = bytes[done...].withUnsafeBytes {
          send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count > 0 { done += count } else if errno != EINTR { close() }
      }
      return done
    }

    package func close() {
      guard !isClosed else { return }
      isClosed = true
      shutdown(socket, Int32(SHUT_WR))
      Glibc.close(socket)
    }

    /// Breaks the connection instead of ending it (RST).
    package func reset() {
      guard !isClosed else { return }
      isClosed = true
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      Glibc.close(socket)
    }

    /// Says nothing more until the client goes away.
    package func stall() {
      var byte: UInt8 = 0
      while recv(socket, &byte, 1, 0) > 0 {}
      close()
    }
  }
}

private final class Counter: Sendable {
  let value = Atomic<Int>(0)
}
