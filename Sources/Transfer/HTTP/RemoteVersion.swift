import Digest

/// What tells one state of a file on a server from another.
struct RemoteVersion: Equatable {
  var etag: String?
  var lastModified: String?
  /// Nil while the server has not said it.
  var size: Int64?

  /// Whether bytes of it may be kept for another run: without a name they could be of any version.
  var hasName: Bool { etag != nil || lastModified != nil }

  /// What may stand in If-Match: a weak tag never matches there.
  var strongETag: String? {
    guard let etag, ETag(etag)?.isWeak == false else { return nil }
    return etag
  }

  /// Whether `other` is, beyond reasonable doubt, the same state. A weak tag alone is not enough: it must be the
  /// same text, and the date and size as well.
  func isSame(as other: RemoteVersion) -> Bool {
    if let size, let theirs = other.size, size != theirs { return false }
    guard etag == other.etag else { return false }
    return strongETag != nil || lastModified == other.lastModified
  }
}
