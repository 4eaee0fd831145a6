import ZMAPCore

/// Looks for what is wrong with a file: each damage once, with its path and its first place.
///
/// Reads headers, data frames and all matrices; with `isDeep` every other dataset too, and computes a sample of
/// `tpm_log` again.
package final class Check {
  package static let columns = ["path", "problem"]

  let path: String
  let isDeep: Bool
  let pool: WorkerPool
  private let emit: (_ path: String, _ problem: String) throws -> Void
  /// The number of problems found.
  package private(set) var count = 0

  package init(
    _ path: String, isDeep: Bool, _ pool: WorkerPool, emit: @escaping (String, String) throws -> Void
  ) {
    self.path = path
    self.isDeep = isDeep
    self.pool = pool
    self.emit = emit
  }

  /// Checks the file.
  ///
  /// - Throws: `Failure` when it can't be read at all for reasons that are not its own: it is not there, or
  ///   forbidden, or in use.
  package func run() throws {
    if FileSystem.exists(Journal.path(of: path)) {
      try found("", "a left-over journal of a write that was cut short; opening the file undoes the write")
    }
    try attempt("") {
      let file = try AnnDataFile(reading: path)
      try elements(file)
      try frames(file)
      try matrices(file)
      if isDeep { try layer(file) }
    }
  }

  /// Several parts of the check may come by the same damage.
  private var told: Set<String> = []

  func found(_ path: String, _ problem: String) throws {
    guard told.insert("\(path)\t\(problem)").inserted else { return }
    count += 1
    try emit(path, problem)
  }

  /// Runs a part of the check; damage that ends it is a problem found, and the other parts go on.
  func attempt(_ place: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure where failure.status == .badData {
      let prefix = "\(path):/"
      let object = failure.object
      try found(object.hasPrefix(prefix) ? String(object.dropFirst(prefix.count)) : place, failure.reason)
    }
  }

  // MARK: Data frames

  private func frames(_ file: AnnDataFile) throws {
    for name in ["obs", "var"] where try file.root.link(name) != nil {
      try attempt(name) {
        let frame = try name == "obs" ? file.obs : file.var
        try check(frame, name, what: name == "obs" ? "cell" : "gene")
      }
    }
    try attempt("raw/var") {
      if let frame = try file.rawVar { try check(frame, "raw/var", what: "gene") }
    }
  }

  private func check(_ frame: DataFrame, _ path: String, what: String) throws {
    try attempt("\(path)/\(frame.index.name)") {
      if let twice = try Duplicates.first(in: frame.index) {
        try found(
          "\(path)/\(frame.index.name)",
          "\(what) name '\(twice.name)' is repeated (rows \(twice.rows.0) and \(twice.rows.1))")
      }
    }
    var names: Set<String> = []
    for name in frame.columnNames {
      if !names.insert(name).inserted { try found(path, "column '\(name)' is there twice") }
      try attempt("\(path)/\(name)") { try check(frame.column(name), "\(path)/\(name)") }
    }
  }

  /// Decodes every value once, which finds codes without a category.
  private func check(_ column: Column, _ path: String) throws {
    if case .categorical(_, let categories) = column.storage {
      var seen: Set<Value> = []
      for value in try categories.values() {
        if value.isMissing { try found(path, "a category is missing") }
        if !seen.insert(value).inserted {
          try found(path, "category '\(value.plainText)' is repeated")
          break
        }
      }
    }
    var from = 0
    while from < column.count {
      try Signals.check()
      from += try column.values(from: from, count: min(Column.slab, column.count - from)).count
    }
  }
}

/// Names that stand in an index more than once.
enum Duplicates {
  /// The first row whose name an earlier row has. Memory: 8 bytes a row.
  static func first(in index: Column) throws -> (name: String, rows: (Int, Int))? {
    var hashes: [Int] = []
    hashes.reserveCapacity(index.count)
    try index.eachSlab { _, texts in for text in texts { hashes.append(text.hashValue) } }
    let sorted = hashes.sorted()
    let suspects = Set(zip(sorted, sorted.dropFirst()).filter { $0.0 == $0.1 }.map(\.0))
    guard !suspects.isEmpty else { return nil }
    var places: [String: Int] = [:]
    var result: (name: String, rows: (Int, Int))?
    try index.eachSlab { first, texts in
      guard result == nil else { return }
      for (offset, text) in texts.enumerated() where suspects.contains(hashes[first + offset]) {
        if let earlier = places[text] {
          result = (text, (earlier, first + offset))
          return
        }
        places[text] = first + offset
      }
    }
    return result
  }
}
