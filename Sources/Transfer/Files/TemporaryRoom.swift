import Glibc
import ZMAPCore

/// A directory under `TMPDIR` for one file that is not kept.
final class TemporaryRoom {
  let path: String
  private let parent: String

  init(_ environment: Environment) throws(Failure) {
    parent = try Path.absolute(environment.temporaryDirectory)
    let pattern = String(repeating: "X", count: 6)
    var template = Array("\(parent)/zmap-fetch-\(pattern)".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(.create, parent, errno: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Moves a file out, so that whoever removes it leaves nothing behind.
  func moveOut(_ name: String) throws(Failure) -> String {
    let target = Path.join(parent, "\(Path.name(path))-\(name)")
    try FileSystem.rename(Path.join(path, name), to: target)
    return target
  }

  func remove() { TemporaryRoom.remove(path) }

  private static func remove(_ path: String) {
    guard let kind = try? FileSystem.status(path, following: false)?.kind else { return }
    if kind == .directory {
      for name in (try? FileSystem.names(in: path)) ?? [] { remove(Path.join(path, name)) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
