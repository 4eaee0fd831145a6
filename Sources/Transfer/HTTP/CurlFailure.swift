import CCurl
import ZMAPCore

/// libcurl's ways to fail, as statuses and sentences of ours.
enum CurlFailure {
  /// - Returns: the failure, and whether another try may go well.
  static func of(_ code: CURLcode, _ exchange: Exchange, certificates: String?) -> (Failure, mayPass: Bool) {
    func failure(_ status: ExitStatus, _ reason: String, hint: String? = nil) -> Failure {
      Failure(status, .download, exchange.url, reason, hint: hint)
    }
    if exchange.proxyRefused {
      return (failure(.noPermission, "the proxy wants a name and password (407)"), false)
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return (failure(.noHost, "host not found", hint: "zmap-fetch --base-url URL-OF-A-MIRROR"), true)
    case CURLE_COULDNT_RESOLVE_PROXY: return (failure(.noHost, "proxy not found"), true)
    case CURLE_COULDNT_CONNECT: return (failure(.tryAgain, "connection refused"), true)
    case CURLE_OPERATION_TIMEDOUT: return (failure(.tryAgain, "time-out"), true)
    case CURLE_PARTIAL_FILE: return (failure(.tryAgain, "the connection ended before the file did"), true)
    case CURLE_GOT_NOTHING:
      return (failure(.tryAgain, "the server closed the connection without a word"), true)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SSL_CONNECT_ERROR:
      return (failure(.tryAgain, "the connection broke"), true)
    case CURLE_TOO_MANY_REDIRECTS: return (failure(.serverProtocol, "more than 5 redirects"), false)
    case CURLE_UNSUPPORTED_PROTOCOL:
      return (failure(.serverProtocol, "a redirect away from https is not followed"), false)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
      let store = certificates.map { " against '\($0)'" } ?? ""
      return (failure(.noPermission, "the server's certificate does not verify\(store)"), false)
    case CURLE_SSL_CACERT_BADFILE:
      return (failure(.noPermission, "the certificates in '\(certificates ?? "")' can't be read"), false)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
      return (failure(.serverProtocol, "an answer that makes no sense"), false)
    case CURLE_URL_MALFORMAT: return (failure(.usage, "not a URL"), false)
    default:
      return (failure(.tryAgain, String(cString: curl_easy_strerror(code)).lowercased()), true)
    }
  }
}
