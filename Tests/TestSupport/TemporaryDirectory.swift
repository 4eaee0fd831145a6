import Glibc
import ZMAPCore

/// A fresh directory that goes away with this value.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws {
    var template = Array("/tmp/zmap-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let real = realpath(template, nil) else {
      throw Failure(.create, "/tmp", errno: errno)
    }
    defer { free(real) }
    path = String(cString: real)
  }

  deinit { _ = try? Child.run(["rm", "-rf", path]) }

  package func file(_ name: String) -> String { Path.join(path, name) }

  /// Writes a file and returns its path.
  @discardableResult
  package func write(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
    try AtomicFile.write(Array(bytes), to: file(name))
    return file(name)
  }
}
