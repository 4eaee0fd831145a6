import Digest
import ZMAPCore

/// Looks for parts that earlier runs left.
struct PartFinder {
  private let source: Source

  init(_ source: Source) { self.source = source }

  /// The name of a version of a file: bytes under one key are all of that version.
  static func key(of origin: PartMap.Origin) -> String {
    var digest = StreamDigest()
    let text = [origin.url, origin.etag ?? origin.lastModified ?? "", "\(origin.size)"].joined(
      separator: "\n")
    digest.update(Array(text.utf8))
    return String(digest.finish().sha256.prefix(12))
  }

  /// Takes a part of this file that nobody works on, the newest first.
  ///
  /// - Parameter key: the version wanted; nil takes any, as long as it came from the same URL.
  func claim(key: String? = nil) throws(Failure) -> (PartFile, PartMap)? {
    for part in unowned where key == nil || part.key == key {
      guard let map = PartMap.read(of: part) else {
        // No map that can be understood: its bytes are of no use to anybody.
        try? part.remove()
        continue
      }
      guard map.origin.url == source.url, map.origin.name == source.fileName else { continue }
      // What it holds is asked again once it is ours, since it may have grown until then.
      if let claimed = try part.claimed(), let map = PartMap.read(of: claimed) { return (claimed, map) }
    }
    return nil
  }

  /// How much of the file is there by now, in percent, as far as parts tell.
  var percent: Int64? {
    let maps = all.compactMap { PartMap.read(of: $0) }.filter { $0.origin.size > 0 }
    return maps.map { $0.done.count * 100 / $0.origin.size }.max()
  }

  /// Removes what is left of other versions, once the file is complete.
  func removeUnowned() {
    for part in unowned { try? part.remove() }
  }

  private var all: [PartFile] {
    PartFile.all(in: source.place).filter { $0.belongs(to: source.fileName) }
  }

  /// Other processes that work on this file, or are about to.
  var others: [ProcessIdentity] {
    all.compactMap { part in
      if case .live(let process) = part.owner(), process != .current { process } else { nil }
    }
  }

  private var unowned: [PartFile] {
    let free = all.filter { part in
      if case .live = part.owner() { false } else { true }
    }
    func age(_ part: PartFile) -> Int64 { (try? FileSystem.status(part.path)?.modified) ?? 0 }
    return free.map { ($0, age($0)) }.sorted { $0.1 > $1.1 }.map(\.0)
  }
}
