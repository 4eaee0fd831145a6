import ZMAPCore

/// Elements of `uns` as JSON: dicts as objects, arrays as nested lists, data frames and record arrays as an
/// object of columns, sparse matrices as an object of their parts, None and missing values as null.
package struct ElementJSON {
  private let output: StandardOutput
  private let report: (Failure) -> Void
  /// The groups that hold the one at hand: a link back to one of them is a cycle.
  private var parents: Set<UInt64> = []
  private static let depthLimit = 64
  /// Values that are read at a time.
  private static let slab = 1 << 16

  /// - Parameter report: takes the failures of single elements, which are written as null.
  package init(to output: StandardOutput, report: @escaping (Failure) -> Void) {
    self.output = output
    self.report = report
  }

  /// The element of `uns` at `key`, parts separated by slashes; all of `uns` without one. Nil when the file has
  /// no `uns`.
  ///
  /// - Throws: `Failure` with status 66, naming the nearest, when there is none.
  package static func element(_ file: AnnDataFile, _ key: String?) throws(Failure) -> HDF5Node? {
    guard let uns = try file.root.node("uns") else {
      guard let key else { return nil }
      throw Failure(.noInput, .find, file.hdf5.name("/uns/\(key)"), "no such key: the file has no uns")
    }
    var here = uns
    for part in (key ?? "").split(separator: "/").map(String.init) {
      guard let group = here.group, let next = try group.node(part) else {
        let near = NearestNames.of(part, in: try here.group?.names() ?? []).map { "'\($0)'" }.joined(
          separator: ", ")
        throw Failure(
          .noInput, .find, "\(here.object.name)/\(part)",
          "no such key\(near.isEmpty ? "" : "; there is \(near)")")
      }
      here = next
    }
    return here
  }

  /// Writes `node` and a newline.
  package mutating func write(_ node: HDF5Node?) throws {
    if let node { try value(node) } else { output.write("{}") }
    output.write("\n")
  }

  private mutating func value(_ node: HDF5Node) throws {
    try Signals.check()
    if output.isBroken { try output.flush() }
    switch (node, try Encoding(of: node).kind) {
    case (.group(let group), .csr), (.group(let group), .csc): try sparse(group, node)
    case (.group(let group), .dataframe):
      let frame = try DataFrame(node)
      try object([frame.index.name] + frame.columnNames.filter { $0 != frame.index.name }) { name in
        try list(name == frame.index.name ? frame.index : frame.column(name))
      }
      _ = group
    case (.group, .categorical), (.group, .nullableInteger), (.group, .nullableBoolean),
      (.group, .nullableString),
      (.dataset, .categorical):
      try list(Column(node, node.object.path))
    case (.group(let group), _): try members(group)
    case (.dataset(let dataset), .null):
      dataset.layout == .virtual ? try dataset.requireReadable() : output.write("null")
    case (.dataset(let dataset), _): try array(dataset)
    }
  }

  private mutating func members(_ group: HDF5Group) throws {
    let address = try group.address
    guard parents.insert(address).inserted, parents.count <= ElementJSON.depthLimit else {
      throw group.bad("a link back to a group that holds it")
    }
    defer { parents.remove(address) }
    var walk = self
    try object(try group.names()) { name in
      do {
        // Opened before anything is written for it, so that a damaged one can be null.
        guard let node = try group.node(name) else { return output.write("null") }
        if let dataset = node.dataset { try dataset.requireReadable() }
        try walk.value(node)
      } catch let failure as Failure {
        report(failure)
        output.write("null")
      }
    }
  }

  private func object(_ names: [String], _ body: (String) throws -> Void) throws {
    output.write("{")
    for (index, name) in names.enumerated() {
      if index > 0 { output.write(",") }
      text(name)
      output.write(":")
      try body(name)
    }
    output.write("}")
  }

  private func text(_ text: String) { output.withBuffer { JSONText.append(text, to: &$0) } }

  private func list(_ column: Column) throws {
    var from = 0
    var values = try column.values(from: 0, count: min(Column.slab, column.count))
    output.write("[")
    while from < column.count {
      if from > 0 {
        values = try column.values(from: from, count: min(Column.slab, column.count - from))
      }
      append(values, after: from > 0)
      from += values.count
    }
    output.write("]")
  }

  private func append(_ values: some Collection<Value>, after comma: Bool) {
    output.withBuffer { out in
      var comma = comma
      for value in values {
        if comma { out.append(UInt8(ascii: ",")) }
        JSONText.append(value, to: &out)
        comma = true
      }
    }
  }

  private func sparse(_ group: HDF5Group, _ node: HDF5Node) throws {
    guard case .sparse(let matrix) = try Matrix(node) else { return }
    output.write("{\"format\":\"\(matrix.format.rawValue)\",\"shape\":[\(matrix.rows),\(matrix.columns)]")
    for (name, part) in [("data", matrix.data), ("indices", matrix.indices), ("indptr", matrix.indptr)] {
      output.write(",\"\(name)\":")
      try list(ValueSource(part), [part.count])
    }
    output.write("}")
  }

  private func array(_ dataset: HDF5Dataset) throws {
    try probe(dataset)
    if case .compound(let members, _) = dataset.type, dataset.shape.rank == 1 {
      // A record array: its columns.
      return try object(members.map(\.name)) { name in
        guard let member = members.first(where: { $0.name == name }) else { return }
        try list(ValueSource(dataset, field: name, type: member.type), [dataset.count])
      }
    }
    let source = ValueSource(dataset)
    let sizes = dataset.shape.sizes
    // An empty array may claim any number of empty rows.
    if dataset.count == 0 && sizes.count > 1 { return output.write("[]") }
    // Scalars were once written as arrays of one string of fixed length.
    if case .fixedString = dataset.type, sizes == [1] {
      return append(try source.values(from: 0, count: 1), after: false)
    }
    if sizes.isEmpty { return append(try source.values(from: 0, count: 1), after: false) }
    try list(source, sizes)
  }

  /// Reads a first value, so that what can't be read fails before a bracket is written.
  private func probe(_ dataset: HDF5Dataset) throws(Failure) {
    guard dataset.count > 0 else { return }
    var sources = [ValueSource(dataset)]
    if case .compound(let members, _) = dataset.type, dataset.shape.rank == 1 {
      sources = members.map { ValueSource(dataset, field: $0.name, type: $0.type) }
    }
    let sizes = dataset.shape.sizes
    for source in sources {
      _ =
        sizes.isEmpty
        ? try source.values(from: 0, count: 1)
        : try source.values(start: sizes.map { _ in 0 }, counts: sizes.map { _ in 1 })
    }
  }

  /// A list of a source's values, nested as `sizes` say.
  private func list(_ source: ValueSource, _ sizes: [Int], at place: [Int] = []) throws {
    let depth = place.count
    let rest = Array(sizes[(depth + 1)...])
    let width = HDF5Shape.product(rest) ?? .max
    output.write("[")
    if width > ElementJSON.slab {
      for index in 0..<sizes[depth] {
        if index > 0 { output.write(",") }
        try list(source, sizes, at: place + [index])
      }
    } else {
      let step = max(1, ElementJSON.slab / max(width, 1))
      var from = 0
      while from < sizes[depth] {
        try Signals.check()
        let count = min(step, sizes[depth] - from)
        let values = try source.values(
          start: place + [from] + rest.map { _ in 0 }, counts: place.map { _ in 1 } + [count] + rest)
        nested(values[...], [count] + rest, after: from > 0)
        from += count
      }
    }
    output.write("]")
  }

  /// Values in C order, without the outermost brackets.
  private func nested(_ values: ArraySlice<Value>, _ sizes: [Int], after comma: Bool) {
    guard sizes.count > 1 else { return append(values, after: comma) }
    let width = HDF5Shape.product(Array(sizes[1...])) ?? 0
    for index in 0..<sizes[0] {
      if comma || index > 0 { output.write(",") }
      output.write("[")
      let start = values.startIndex + index * width
      nested(values[start..<start + width], Array(sizes[1...]), after: false)
      output.write("]")
    }
  }
}
