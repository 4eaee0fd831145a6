import ZMAPCore

/// Answers about an AnnData file, one task a type: what zmap-h5ad-info prints.
///
/// Comes in: an open file and what is asked. Goes out: rows and text. Never happens here: more than a slab of
/// any element stands in memory, or one damaged element hides the others.

/// What an AnnData file holds, one row an element, from headers alone: the cost does not depend on the number
/// of cells.
package struct Inventory {
  /// One element.
  package struct Entry: Equatable, Sendable {
    package var path: String
    package var encoding = ""
    package var shape = ""
    package var dtype = ""
    package var storedCount: Int64?
    package var filters = ""
    package var storedBytes: Int64?
    package var plainBytes: Int64?

    package static let columns = [
      "path", "encoding", "shape", "dtype", "nnz", "filters", "stored_bytes", "bytes",
    ]

    package var values: [Value] {
      [
        .text(path), .text(encoding), shape.isEmpty ? .missing : .text(shape),
        dtype.isEmpty ? .missing : .text(dtype), .optional(storedCount),
        filters.isEmpty ? .missing : .text(filters), .optional(storedBytes), .optional(plainBytes),
      ]
    }

    /// Adds what a dataset takes.
    mutating func add(_ dataset: HDF5Dataset) {
      storedBytes = (storedBytes ?? 0) &+ dataset.storedBytes
      plainBytes = (plainBytes ?? 0) &+ dataset.plainBytes
    }
  }

  private let file: AnnDataFile
  private let report: (Failure) -> Void
  private let emit: (Entry) throws -> Void
  /// Groups that were entered, by address: a cycle of links ends here.
  private var entered: Set<UInt64> = []
  private static let depthLimit = 64

  /// Calls `emit` for every element of `file`, in the file's order; what is damaged goes to `report`, and the
  /// rest goes on.
  package static func walk(
    _ file: AnnDataFile, report: @escaping (Failure) -> Void, emit: @escaping (Entry) throws -> Void
  ) throws {
    var walk = Inventory(file: file, report: report, emit: emit)
    walk.entered.insert(try file.root.address)
    for name in try file.root.names() { try walk.visit(name, in: file.root, name, depth: 0) }
  }

  private init(
    file: AnnDataFile, report: @escaping (Failure) -> Void, emit: @escaping (Entry) throws -> Void
  ) {
    self.file = file
    self.report = report
    self.emit = emit
  }

  private mutating func visit(_ name: String, in group: HDF5Group, _ path: String, depth: Int) throws {
    try Signals.check()
    do {
      guard let node = try group.node(name) else { return }
      try describe(node, path, depth: depth)
    } catch let failure as Failure {
      report(failure)
    }
  }

  private mutating func describe(_ node: HDF5Node, _ path: String, depth: Int) throws {
    let encoding = try Encoding(of: node)
    let isTable = ["obs", "var", "raw.var"].contains(path)
    switch (node, encoding.kind) {
    case (.group(let group), .dict), (.group(let group), .raw), (.group(let group), .anndata):
      try enter(group, path, encoding, depth: depth)
    case (.group, .dataframe): try table(node, path)
    case (.dataset, .recordArray) where isTable: try table(node, path)
    case (.dataset(let dataset), .recordArray) where ["obsm", "varm", "raw.varm"].contains(path):
      try fields(dataset, path)
    default: try emit(Inventory.entry(node, encoding, path))
    }
  }

  private mutating func enter(_ group: HDF5Group, _ path: String, _ encoding: Encoding, depth: Int) throws {
    let names = try group.names()
    let isNew = entered.insert(try group.address).inserted
    if !isNew { throw group.bad("a second link to a group that was listed, which is not followed") }
    guard depth < Inventory.depthLimit else { throw group.bad("groups nested too deep") }
    // The fixed collections are no elements of their own; an empty dict of a user's is.
    if names.isEmpty && depth > 0 { try emit(Entry(path: path, encoding: encoding.text)) }
    for name in names { try visit(name, in: group, "\(path)/\(name)", depth: depth + 1) }
  }

  /// A data frame: itself, its index, its columns.
  private func table(_ node: HDF5Node, _ path: String) throws {
    let frame = try DataFrame(
      node, categoriesInUns: path == "obs" || path == "var" ? file.categoriesInUns : nil)
    try emit(
      Entry(path: path, encoding: frame.encoding.text, shape: "\(frame.rowCount)x\(frame.columnNames.count)"))
    try emit(Inventory.entry(frame.index, "\(path)/\(frame.index.name)"))
    for name in frame.columnNames where name != frame.index.name {
      try Signals.check()
      do {
        let entry = try frame.element(name).map {
          try Inventory.entry($0, Encoding(of: $0), "\(path)/\(name)")
        }
        try emit(entry ?? Inventory.entry(frame.column(name), "\(path)/\(name)"))
      } catch let failure as Failure {
        report(failure)
      }
    }
  }

  /// obsm and varm of the first generation: one dataset, an array in each field.
  private func fields(_ dataset: HDF5Dataset, _ path: String) throws {
    guard case .compound(let members, _) = dataset.type else { return }
    for member in members {
      var entry = Entry(path: "\(path)/\(member.name)", encoding: Encoding(.array, .compound).text)
      var (shape, type) = (dataset.shape.sizes, member.type)
      if case .array(let sizes, let base) = type { (shape, type) = (shape + sizes, base) }
      entry.shape = shape.map(String.init).joined(separator: "x")
      entry.dtype = type.numpyName
      entry.filters = Inventory.text(dataset.filters)
      entry.plainBytes = Int64(
        clamping: dataset.count.multipliedReportingOverflow(by: member.type.bytes).partialValue)
      try emit(entry)
    }
  }

  static func text(_ filters: [HDF5Filter]) -> String { filters.map(\.name).joined(separator: ",") }
}
