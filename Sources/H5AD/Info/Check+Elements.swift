import ZMAPCore

/// Encodings, links, filters and storage of every element.
extension Check {
  /// Versions of each encoding that anndata 0.12 reads.
  private static let versions: [Encoding.Kind: Set<String>] = [
    .anndata: ["0.1.0"], .raw: ["0.1.0"], .dict: ["0.1.0"], .array: ["0.2.0"],
    .dataframe: ["0.1.0", "0.2.0"],
    .categorical: ["0.2.0"], .string: ["0.2.0"], .bytes: ["0.2.0"], .null: ["0.1.0"], .csr: ["0.1.0"],
    .csc: ["0.1.0"],
    .nullableInteger: ["0.1.0"], .nullableBoolean: ["0.1.0"], .nullableString: ["0.1.0"],
    .stringArray: ["0.2.0"],
    .numericScalar: ["0.2.0"], .recordArray: ["0.2.0"], .awkwardArray: ["0.1.0"],
  ]

  /// What anndata takes at the root; anything else makes it refuse the file.
  private static let members: Set<String> = [
    "X", "obs", "var", "uns", "obsm", "varm", "obsp", "varp", "layers", "raw", "raw.X", "raw.var", "raw.varm",
    "raw.cat",
  ]

  func elements(_ file: AnnDataFile) throws {
    var entered: Set<UInt64> = [try file.root.address]
    for name in try file.root.names() {
      if !Check.members.contains(name) {
        try found(name, "no part of AnnData; anndata does not open the file")
      }
      try attempt(name) { try walk(name, in: file.root, name, [try file.root.address], &entered) }
    }
  }

  /// - Parameters:
  ///   - parents: the groups that hold this one.
  ///   - entered: all groups so far: what has two links is looked at once.
  private func walk(
    _ name: String, in group: HDF5Group, _ path: String, _ parents: Set<UInt64>,
    _ entered: inout Set<UInt64>
  ) throws {
    try Signals.check()
    guard let node = try group.node(name) else { return }
    try stated(node, path)
    switch node {
    case .group(let group):
      let address = try group.address
      guard !parents.contains(address) else { throw group.bad("a link back to a group that holds it") }
      guard entered.count < 1 << 20 else { throw group.bad("more groups than are looked at") }
      guard entered.insert(address).inserted else { return }
      for name in try group.names() {
        try attempt("\(path)/\(name)") {
          try walk(name, in: group, "\(path)/\(name)", parents.union([address]), &entered)
        }
      }
    case .dataset(let dataset):
      try dataset.requireReadable()
      if isDeep && dataset.shape.count > 0 { try readAll(dataset) }
    }
  }

  /// Whether an element says what it is in words that anndata knows.
  private func stated(_ node: HDF5Node, _ path: String) throws {
    guard let type = try node.object.attribute("encoding-type") else { return }
    let encoding = try Encoding(of: node)
    guard encoding.statedType != nil else { return try found(path, "its encoding-type is no text") }
    if type.shape.rank > 0 { try found(path, "its encoding-type is an array; anndata wants a single text") }
    guard let kind = encoding.kind else {
      return try found(path, "its encoding-type '\(encoding.statedType ?? "")' is not known")
    }
    guard let version = encoding.statedVersion else {
      return try found(path, "has an encoding-type, but no encoding-version")
    }
    if let known = Check.versions[kind], !known.contains(version) {
      try found(path, "\(kind.rawValue) of version '\(version)', which anndata does not read")
    }
    let isGroup = node.group != nil
    switch kind {
    case .array, .string, .bytes, .null, .stringArray, .numericScalar, .recordArray:
      if isGroup { try found(path, "called \(kind.rawValue), but a group") }
    default:
      if !isGroup { try found(path, "called \(kind.rawValue), but a dataset") }
    }
  }

  /// Reads every chunk once, in slabs of the first dimension.
  private func readAll(_ dataset: HDF5Dataset) throws {
    let sizes = dataset.shape.sizes
    guard let first = sizes.first else { return }
    let width = HDF5Shape.product(Array(sizes.dropFirst())) ?? .max
    let (rowBytes, overflows) = width.multipliedReportingOverflow(by: dataset.type.bytes)
    guard !overflows, rowBytes <= HDF5Dataset.slabLimit else { return }
    var step = max(1, (4 << 20) / max(rowBytes, 1))
    if case .chunked(let chunk) = dataset.layout, chunk[0] <= HDF5Dataset.slabLimit / max(rowBytes, 1) {
      step = max(step / chunk[0] * chunk[0], chunk[0])
    }
    let rest = sizes.dropFirst()
    var from = 0
    while from < first {
      try Signals.check()
      let count = min(step, first - from)
      try dataset.readStored(start: [from] + rest.map { _ in 0 }, counts: [count] + rest)
      from += count
    }
  }
}
