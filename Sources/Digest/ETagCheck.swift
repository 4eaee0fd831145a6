import Crypto

/// Recomputes from a stream what an ETag may stand for: one MD5 stream for each part size it may have.
struct ETagCheck: Sendable {
  private var streams: [PartStream] = []
  private let expected: [UInt8]
  /// Whether a tag that no stream gives proves the content wrong.
  private let isCertain: Bool

  init(_ etag: ETag?, size: Int64?) {
    switch (etag?.content, size) {
    case (.md5(let digest), _):
      streams = [PartStream(partSize: nil)]
      expected = digest
      isCertain = etag?.isWeak == false
    case (.multipart(let digest, let parts), let size?):
      let partSize = PartSize(size: size, parts: parts)
      streams = partSize.candidates.map(PartStream.init)
      expected = digest
      isCertain = etag?.isWeak == false && partSize.isCertain
    default:
      expected = []
      isCertain = false
    }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    for index in streams.indices { streams[index].update(bytes) }
  }

  func verdict() -> ETagVerdict {
    if streams.contains(where: { $0.digest() == expected }) { return .matches }
    return isCertain ? .differs : .unknown
  }
}

/// The MD5 of a stream, or the MD5 of the MD5s of its parts.
private struct PartStream: Sendable {
  private let partSize: Int64?
  private var part = Insecure.MD5()
  private var left: Int64
  private var parts = Insecure.MD5()

  /// - Parameter partSize: bytes a part, at least 1; nil when the stream is not divided.
  init(partSize: Int64?) {
    self.partSize = partSize
    left = partSize ?? .max
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty {
      if left == 0 { endPart() }
      let count = Int(min(left, Int64(rest.count)))
      part.update(bufferPointer: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      left -= Int64(count)
    }
  }

  private mutating func endPart() {
    part.finalize().withUnsafeBytes { parts.update(bufferPointer: $0) }
    part = Insecure.MD5()
    left = partSize ?? .max
  }

  func digest() -> [UInt8] {
    guard partSize != nil else { return Array(part.finalize()) }
    var last = self
    last.endPart()
    return Array(last.parts.finalize())
  }
}
