import CCurl
import Glibc
import ZMAPCore

/// HTTP: requests go out, response heads and bytes come in. This folder is the edge to libcurl and what the
/// protocol means; it knows no file, and no other folder knows libcurl.

/// libcurl as a whole. Only what opens a connection touches this: a cache hit must not pay for it.
enum Curl {
  /// Set up once. The corresponding C function is `curl_global_init`.
  static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  static let version: String = String(cString: curl_version())

  /// The file of trusted certificates that the environment or the usual places of systems name; nil leaves it
  /// to libcurl, which, unlike the command curl, does not look at the environment itself.
  static func certificates(_ environment: Environment) -> String? {
    if let named = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"] { return named }
    let usual = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]
    return usual.first(where: FileSystem.exists)
  }
}

/// Requests in flight on one thread. The corresponding C interface is `curl_multi`.
final class CurlMulti {
  private let handle: UnsafeMutableRawPointer
  private var exchanges: [UnsafeMutableRawPointer: Exchange] = [:]

  init() throws(Failure) {
    guard Curl.isReady, let handle = curl_multi_init() else {
      throw Failure(.bug, .create, "libcurl", "initialisation failed")
    }
    self.handle = handle
  }

  deinit {
    for exchange in exchanges.values { curl_multi_remove_handle(handle, exchange.handle) }
    curl_multi_cleanup(handle)
  }

  func start(_ exchange: Exchange) throws(Failure) {
    guard curl_multi_add_handle(handle, exchange.handle) == CURLM_OK else {
      throw Failure(.bug, .download, exchange.url, "request can't be started")
    }
    exchanges[exchange.handle] = exchange
  }

  /// Drops a request and, unless its answer has been read to the end, its connection.
  func stop(_ exchange: Exchange) {
    guard exchanges.removeValue(forKey: exchange.handle) != nil else { return }
    curl_multi_remove_handle(handle, exchange.handle)
  }

  /// Moves everything on as far as it goes without waiting, and returns the requests that ended.
  func perform() throws(Failure) -> [(exchange: Exchange, result: CURLcode)] {
    var running: Int32 = 0
    let code = curl_multi_perform(handle, &running)
    guard code == CURLM_OK else {
      throw Failure(.bug, .download, "libcurl", String(cString: curl_multi_strerror(code)))
    }
    var ended: [(exchange: Exchange, result: CURLcode)] = []
    var result = CURLE_OK
    while let done = zmap_curl_next_done(handle, &result) {
      if let exchange = exchanges[done] { ended.append((exchange, result)) }
    }
    for (exchange, _) in ended { stop(exchange) }
    return ended
  }

  /// Waits until a connection has something to do, a signal comes or the time is over.
  func wait(milliseconds: Int32) {
    var count: Int32 = 0
    curl_multi_poll(handle, nil, 0, milliseconds, &count)
  }
}
