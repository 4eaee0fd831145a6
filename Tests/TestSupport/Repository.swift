import Glibc
import ZMAPCore

/// Where things of this repository are while its tests run.
package enum Repository {
  /// The top of the checkout.
  package static let root: String = {
    var path = Path.parent(#filePath)
    while path != "/" && !FileSystem.exists(Path.join(path, "Package.swift")) { path = Path.parent(path) }
    return path
  }()

  package static func fixture(_ name: String) -> String { Path.join(root, "Tests/Fixtures/\(name)") }

  /// The directory of the built commands: the one that the running test bundle was loaded from.
  package static let binaries: String = {
    let maps = (try? File("/proc/self/maps").bytes(at: 0, count: 1 << 22)) ?? []
    let lines = String(decoding: maps, as: UTF8.self).split(separator: "\n")
    guard let bundle = lines.first(where: { $0.hasSuffix("PackageTests.xctest") }),
      let slash = bundle.firstIndex(of: "/")
    else { return Path.join(root, ".build/debug") }
    return Path.parent(String(bundle[slash...]))
  }()

  package static func command(_ name: String) -> String { Path.join(binaries, name) }

  /// H5AD files that were not made here, where this checkout has them beside it; nil elsewhere.
  package static let corpus: String? = {
    let path = Path.join(Path.parent(root), "shared/data")
    return FileSystem.isDirectory(path) ? path : nil
  }()
}
