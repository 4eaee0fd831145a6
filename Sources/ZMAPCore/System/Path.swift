import Glibc

/// Paths as text: joined, split and made absolute without asking the disk, but for the working directory.
package enum Path {
  package static func join(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
  }

  /// The last part of `path`.
  package static func name(_ path: String) -> String {
    let end = path.utf8.lastIndex { $0 != UInt8(ascii: "/") }
    guard let end else { return path }
    let whole = path[...end]
    return String(
      whole.utf8.lastIndex(of: UInt8(ascii: "/")).map { whole[whole.index(after: $0)...] } ?? whole)
  }

  /// The directory that holds `path`; of `/` it is `/`, of a bare name `.`.
  package static func parent(_ path: String) -> String {
    guard let end = path.utf8.lastIndex(where: { $0 != UInt8(ascii: "/") }) else {
      return path.isEmpty ? "." : "/"
    }
    let whole = path[...end]
    guard let slash = whole.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let parent = whole[..<slash]
    return parent.isEmpty ? "/" : String(parent)
  }

  /// `path` from the root on, `.` and empty parts taken out; `..` stays, since a link may stand before it.
  package static func absolute(_ path: String) throws(Failure) -> String {
    absolute(path, from: path.hasPrefix("/") ? "/" : try workingDirectory())
  }

  /// The same with a working directory at hand.
  package static func absolute(_ path: String, from directory: String) -> String {
    let full = path.hasPrefix("/") ? path : join(directory, path)
    let parts = full.utf8.split(separator: UInt8(ascii: "/")).filter {
      !$0.elementsEqual([UInt8(ascii: ".")])
    }
    return "/" + parts.map { String(Substring($0)) }.joined(separator: "/")
  }

  /// Why `name` cannot name a file of ours, or nil when it can: a base name, never a path, and nothing
  /// that breaks "one path a line".
  package static func objection(toName name: String) -> String? {
    if name.isEmpty { return "empty file name" }
    if name == "." || name == ".." || name.utf8.contains(UInt8(ascii: "/")) {
      return "a base name, not a path, is wanted"
    }
    if name.utf8.count > 255 { return "file name longer than 255 bytes" }
    if name.hasPrefix("-") { return "file name begins with '-'" }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return "control character in the file name"
    }
    return nil
  }

  /// The one path of what `path` leads to, links followed. The corresponding C function is `realpath`.
  ///
  /// - Throws: `Failure` when nothing is there.
  package static func real(_ path: String) throws(Failure) -> String {
    guard let text = realpath(path, nil) else { throw Failure(.find, path, errno: errno) }
    defer { free(text) }
    return String(cString: text)
  }

  package static func workingDirectory() throws(Failure) -> String {
    guard let text = getcwd(nil, 0) else { throw Failure(.find, ".", errno: errno) }
    defer { free(text) }
    return String(cString: text)
  }
}

extension String {
  /// Whether this names the same file: Swift's `==` takes two spellings of é for one, the kernel does not.
  package func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
