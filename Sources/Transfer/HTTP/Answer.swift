import ZMAPCore

/// What the head of an answer means for the request it belongs to, decided before the first byte of the body
/// is used.
enum Answer {
  /// The body holds the file's bytes from `start` on. `isWhole`: all of them, although a range was asked for.
  case body(start: Int64, RemoteVersion, isWhole: Bool)
  /// 304: what we have is what the server has.
  case unchanged
  /// The file on the server is another one than the bytes we have are of.
  case changed
  /// The condition may be what kept the server from sending a range: ask again without it.
  case askWithoutCondition
  /// Ranges are of no use here: ask for all.
  case askForAll
  /// The body is in a coding that was not asked for.
  case encoded
  /// It may go well the next time; `wait` in seconds is the server's wish.
  case later(Failure, wait: Double?)
  /// The server broke the protocol, which is given one more chance.
  case broken(Failure)
  case refused(Failure)

  /// - Parameters:
  ///   - known: the version that the bytes at hand are of.
  ///   - excerpt: the first bytes of the body, for a message.
  static func to(_ request: Request, _ head: ResponseHead, known: RemoteVersion?, excerpt: String = "")
    -> Answer
  {
    func failure(_ status: ExitStatus, _ reason: String) -> Failure {
      Failure(status, .download, request.url, reason)
    }
    if (200..<300).contains(head.status) && head.hasBadLength {
      return .broken(failure(.serverProtocol, "the server states a length that makes no sense"))
    }
    switch head.status {
    case 200: return whole(request, head, known, failure)
    case 206: return part(request, head, known, failure)
    case 202, 204, 205: return .refused(failure(.badData, "the server sent nothing (\(head.status))"))
    case 304 where request.ifNoneMatch != nil: return .unchanged
    case 412 where request.ifMatch != nil: return .changed
    case 416: return unsatisfied(request, head, known, failure)
    case 401, 403, 407: return .refused(failure(.noPermission, denied(head.status, excerpt)))
    case 404, 410: return .refused(failure(.noInput, "the server has no such file (\(head.status))"))
    case 429, 503, 408, 425, 500, 502, 504, 520...524, 530:
      let wait = head["retry-after"].flatMap { RetryAfter.seconds($0) }
      return .later(failure(.tryAgain, "the server is busy (\(head.status))"), wait: wait)
    case 300..<400:
      return .refused(failure(.serverProtocol, "a redirect that leads nowhere (\(head.status))"))
    case 400..<600: return .refused(failure(.unavailable, "the server refuses (\(head.status))"))
    default: return .broken(failure(.serverProtocol, "an answer that makes no sense (\(head.status))"))
    }
  }

  private typealias Maker = (ExitStatus, String) -> Failure

  private static func version(_ head: ResponseHead, size: Int64?) -> RemoteVersion {
    RemoteVersion(etag: head["etag"], lastModified: head["last-modified"], size: size)
  }

  private static func whole(
    _ request: Request, _ head: ResponseHead, _ known: RemoteVersion?, _ failure: Maker
  ) -> Answer {
    if head.contentEncoding != nil {
      if request.decoding {
        // The length is that of the coded bytes, and a tag may be: neither tells of what arrives.
        return .body(start: 0, RemoteVersion(), isWhole: true)
      }
      return .encoded
    }
    if head.contentLength == 0 { return .refused(failure(.badData, "the server sent an empty file")) }
    let version = version(head, size: head.contentLength)
    if let known {
      guard known.isSame(as: version) else { return .changed }
      if request.range?.lowerBound ?? 0 > 0 {
        return request.ifMatch == nil ? .askForAll : .askWithoutCondition
      }
    }
    return .body(start: 0, version, isWhole: request.range != nil)
  }

  private static func part(
    _ request: Request, _ head: ResponseHead, _ known: RemoteVersion?, _ failure: Maker
  ) -> Answer {
    guard let range = request.range, case .part(let sent, let total)? = head.contentRange else {
      return .broken(failure(.serverProtocol, "a part that says not what it is of"))
    }
    if head.contentEncoding != nil { return .encoded }
    guard sent.lowerBound == range.lowerBound, sent.upperBound <= range.upperBound,
      head.contentLength.map({ $0 == sent.upperBound - sent.lowerBound }) ?? true
    else {
      return .broken(failure(.serverProtocol, "another part than asked for"))
    }
    guard let total else { return known == nil ? .askForAll : .changed }
    let version = version(head, size: total)
    if let known, !known.isSame(as: version) { return .changed }
    return .body(start: sent.lowerBound, version, isWhole: false)
  }

  private static func unsatisfied(
    _ request: Request, _ head: ResponseHead, _ known: RemoteVersion?, _ failure: Maker
  ) -> Answer {
    guard request.range != nil else {
      return .broken(failure(.serverProtocol, "an answer to a range that was not asked for (416)"))
    }
    guard case .unsatisfied(let total?)? = head.contentRange else {
      return known == nil ? .askForAll : .changed
    }
    if total == 0 { return .refused(failure(.badData, "the server has an empty file")) }
    guard let size = known?.size else { return .askForAll }
    if total < size { return .changed }
    return .broken(failure(.serverProtocol, "a part of the file is refused (416)"))
  }

  private static func denied(_ status: Int, _ excerpt: String) -> String {
    if status == 407 { return "the proxy wants a name and password (407)" }
    if excerpt.contains("error code: 1010") || excerpt.contains("error code: 1020") {
      return "blocked by the server's integrity check, which judges the client (\(status), \(excerpt))"
    }
    return "access denied (\(status)\(excerpt.isEmpty ? "" : ", \(excerpt)"))"
  }
}
