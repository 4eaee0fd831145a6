import H5AD
import TestSupport
import ZMAPCore

/// What an independent implementation found, as a script of `Tests/Oracle` wrote it down: lines of fields, the
/// first of which is the file they speak of.
struct Oracle {
  let lines: [String: [[Substring]]]

  init(_ name: String) {
    let path = Path.join(Repository.root, "Tests/Oracle/\(name)")
    let text = String(decoding: (try? AtomicFile.read(path)) ?? [], as: UTF8.self)
    lines = Dictionary(
      grouping: text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      },
      by: { String($0[0]) })
  }

  /// The files spoken of that are here.
  var files: [String] { lines.keys.sorted().filter { Oracle.path($0) != nil } }

  /// Where a file is: among the fixtures, or in the corpus.
  static func path(_ name: String) -> String? {
    let places = [Repository.fixture("h5ad")] + (Repository.corpus.map { [$0] } ?? [])
    return places.map { Path.join($0, name) }.first(where: FileSystem.exists)
  }
}

/// 64-bit FNV-1a of texts, each followed by a newline.
struct Hash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = (state ^ 10) &* 0x100_0000_01B3
  }

  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func of(_ texts: [String]) -> String {
    var hash = Hash()
    for text in texts { hash.add(text) }
    return hash.text
  }

  static func of(_ column: Column) throws -> String {
    var hash = Hash()
    try column.eachSlab { for text in $1 { hash.add(text) } }
    return hash.text
  }
}
