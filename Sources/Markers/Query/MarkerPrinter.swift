import ZMAPCore

/// Prints the answer to a query in one of the formats.
package struct MarkerPrinter {
  private let table: MarkerTable
  private let output: StandardOutput

  package init(_ table: MarkerTable, _ session: Session) {
    self.table = table
    output = session.output
  }

  /// Prints an answer.
  ///
  /// - Parameter header: whether to print a heading; nil for what the format does by itself.
  /// - Returns: the number of rows of the answer.
  package func answer(
    _ query: MarkerQuery, _ format: MarkerFormat, header: Bool?, _ diagnostics: Diagnostics
  ) throws -> Int {
    let selection = try Selection(query, in: table, diagnostics)
    let hasHeader = header ?? format.hasHeader
    switch format {
    case .panel: return try panel(selection, hasHeader)
    case .table: return try wholeRows(selection, hasHeader)
    case .jsonl: return try objects(selection)
    case .dict: return try object(selection, areSets: false)
    case .sets: return try object(selection, areSets: true)
    }
  }

  /// Prints the names of the groups, one a line.
  package func groups(header: Bool) -> Int {
    if header { output.write("group\n") }
    for name in table.groupNames {
      output.withBuffer { out in
        TabSeparated.append(name, to: &out)
        out.append(UInt8(ascii: "\n"))
      }
    }
    return table.groupNames.count
  }

  private func panel(_ selection: Selection, _ header: Bool) throws -> Int {
    if header { output.write("group\tgene\n") }
    var count = 0
    var current = -1
    var name: [UInt8] = []
    try selection.forEach { row in
      if row.group != current {
        current = row.group
        name.removeAll(keepingCapacity: true)
        TabSeparated.append(table.meta.groups[row.group].name, to: &name)
        name.append(UInt8(ascii: "\t"))
      }
      output.withBuffer { out in
        out.append(contentsOf: name)
        TabSeparated.append(table.meta.gene(row.gene), to: &out)
        out.append(UInt8(ascii: "\n"))
      }
      count += 1
      try stop()
    }
    return count
  }

  private func wholeRows(_ selection: Selection, _ header: Bool) throws -> Int {
    if header { _ = RowWriter(table.meta.columns.map(\.name), to: output) }
    return try texts(selection) { text, out in
      out.append(contentsOf: text)
      out.append(UInt8(ascii: "\n"))
    }
  }

  private func objects(_ selection: Selection) throws -> Int {
    let keys = table.meta.columns.map { column in
      var key: [UInt8] = []
      JSONText.append(column.name, to: &key)
      key.append(UInt8(ascii: ":"))
      return (key, column.isNumeric)
    }
    return try texts(selection) { text, out in
      out.append(UInt8(ascii: "{"))
      let fields = Array(text).split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      for (index, (field, (key, isNumeric))) in zip(fields, keys).enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        out.append(contentsOf: key)
        CellJSON.append(field: field, isNumeric: isNumeric, to: &out)
      }
      out.append(contentsOf: "}\n".utf8)
    }
  }

  /// Prints each row of the answer from its text.
  private func texts(
    _ selection: Selection, _ write: (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
  ) throws -> Int {
    var text = TextCursor(table)
    var count = 0
    var current = -1
    try selection.forEach { row in
      if row.group != current {
        current = row.group
        text.forget(before: table.rows(ofGroup: row.group).lowerBound)
      }
      try text.row(row.position) { bytes in output.withBuffer { write(bytes, &$0) } }
      count += 1
      try stop()
    }
    return count
  }

  private func object(_ selection: Selection, areSets: Bool) throws -> Int {
    var count = 0
    var current = -1
    var genes: [Int] = []
    var isFirst = true
    func finish() {
      guard current >= 0 else { return }
      var names = genes.map(table.meta.gene)
      if areSets {
        names = Set(genes).map(table.meta.gene).sorted { $0.lexicographicallyPrecedes($1) }
      }
      output.withBuffer { out in
        if !isFirst { out.append(UInt8(ascii: ",")) }
        CellJSON.append(string: table.meta.groups[current].name, to: &out)
        out.append(contentsOf: ":[".utf8)
        for (index, name) in names.enumerated() {
          if index > 0 { out.append(UInt8(ascii: ",")) }
          CellJSON.append(string: name, to: &out)
        }
        out.append(UInt8(ascii: "]"))
      }
      isFirst = false
      genes.removeAll(keepingCapacity: true)
    }
    output.write("{")
    try selection.forEach { row in
      if row.group != current {
        finish()
        current = row.group
      }
      genes.append(row.gene)
      count += 1
      try stop()
    }
    finish()
    output.write("}\n")
    return count
  }

  /// Ends the work when nobody can take its output any more.
  private func stop() throws {
    if output.isBroken { try output.flush() }
  }
}
