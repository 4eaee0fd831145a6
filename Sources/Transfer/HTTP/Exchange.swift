import CCurl
import Glibc
import ZMAPCore

/// What a request looks like.
struct Request: Equatable {
  var url: String
  /// The bytes asked for; nil asks for all, without a Range field.
  var range: Range<Int64>?
  var ifMatch: String?
  var ifNoneMatch: String?
  /// Past caches that may hold a damaged copy.
  var noCache = false
  /// Asks for the plain bytes, and lets libcurl undo a coding that the server insists on.
  var decoding = false
}

/// How connections are made.
struct ConnectionSettings {
  /// Seconds for a connection to stand.
  var connectTimeout: Double
  var certificates: String?
  /// Bytes a second that are allowed; nil for no limit.
  var rate: Int64?
}

/// One request and its answer, head first.
///
/// The receiver is called for every piece of the body, once the head is complete; what it throws ends the
/// request and is kept in `failure`. Redirects are followed: from https to https only.
final class Exchange {
  let handle: UnsafeMutableRawPointer
  let url: String
  private(set) var head = ResponseHead()
  private(set) var failure: (any Error)?
  /// When the last byte of head or body came, or the request began.
  private(set) var lastByte = ContinuousClock.now
  private let receive: (UnsafeRawBufferPointer) throws -> Void
  private var fields: UnsafeMutablePointer<curl_slist>?

  /// - Parameter receive: takes a piece of the body.
  init(
    _ request: Request, _ settings: ConnectionSettings,
    receive: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws(Failure) {
    guard let handle = curl_easy_init() else {
      throw Failure(.bug, .download, request.url, "libcurl gave no handle")
    }
    self.handle = handle
    self.receive = receive
    url = request.url
    apply(request)
    apply(settings)
    let context = Unmanaged.passUnretained(self).toOpaque()
    zmap_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    zmap_curl_set_sink(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      Exchange.of(context)?.takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    zmap_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    zmap_curl_set_sink(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return Exchange.of(context)?.takeBody(piece) == true ? size * count : 0
    }
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(fields)
  }

  /// Whether a proxy asked for a name and password.
  var proxyRefused: Bool { zmap_curl_get_long(handle, CURLINFO_HTTP_CONNECTCODE) == 407 }

  private func apply(_ request: Request) {
    zmap_curl_set_text(handle, CURLOPT_URL, request.url)
    zmap_curl_set_text(handle, CURLOPT_USERAGENT, Version.userAgent)
    if let range = request.range {
      zmap_curl_set_text(handle, CURLOPT_RANGE, "\(range.lowerBound)-\(range.upperBound - 1)")
    }
    if let tag = request.ifMatch { add("If-Match: \(tag)") }
    if let tag = request.ifNoneMatch { add("If-None-Match: \(tag)") }
    if request.noCache { add("Cache-Control: no-cache") }
    if request.decoding { zmap_curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "identity") }
    zmap_curl_set_pointer(handle, CURLOPT_HTTPHEADER, fields)
    // Ranges over HTTP/2 would share one connection, and long streams there are what servers cancel.
    zmap_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    let isSecure = request.url.lowercased().hasPrefix("https:")
    zmap_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    zmap_curl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https")
    zmap_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 1)
    zmap_curl_set_long(handle, CURLOPT_MAXREDIRS, 5)
  }

  private func apply(_ settings: ConnectionSettings) {
    zmap_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    zmap_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout * 1000))
    zmap_curl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    if let certificates = settings.certificates {
      zmap_curl_set_text(handle, CURLOPT_CAINFO, certificates)
    }
    // libcurl reads up to a hundred buffers before it comes back, which a limit of the rate must allow for.
    let buffer = settings.rate.map { min(max($0 / 400, 1024), 256 << 10) } ?? 256 << 10
    zmap_curl_set_long(handle, CURLOPT_BUFFERSIZE, Int(buffer))
  }

  private func add(_ field: String) { fields = curl_slist_append(fields, field) }

  private static func of(_ context: UnsafeMutableRawPointer?) -> Exchange? {
    context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
  }

  private func takeLine(_ line: UnsafeRawBufferPointer) {
    lastByte = .now
    head.take(line)
  }

  private func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
    lastByte = .now
    // libcurl hands over the body of a redirect only when it does not follow it.
    do {
      try receive(piece)
      return true
    } catch {
      failure = error
      return false
    }
  }
}
