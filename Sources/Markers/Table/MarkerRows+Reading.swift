import ZMAPCore

extension MarkerRows {
  /// Reads a table in one pass.
  ///
  /// - Parameter text: CSV with a newline behind its last byte, less than 4 GiB.
  /// - Throws: `Failure` with the line where `text` stops being a table, or with the columns there are when one
  ///   is missing that must be there.
  static func read(_ text: [UInt8], name: String) throws -> MarkerRows {
    try text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, bytes.count > 1 else { throw empty(name) }
      var scanner = CSVScanner(base, count: bytes.count - 1)
      do {
        var rows = MarkerRows(name: name, text: text, heading: try heading(&scanner, name))
        try rows.fill(&scanner, base)
        return rows
      } catch let fault as CSVFault {
        throw Failure(.badData, .parse, name, "line \(fault.line): \(fault.reason)")
      }
    }
  }

  private static func empty(_ name: String) -> Failure {
    Failure(.badData, .parse, name, "the table is empty")
  }

  private static func heading(_ scanner: inout CSVScanner, _ name: String) throws -> Heading {
    let width = try scanner.next()
    guard width > 0 else { throw empty(name) }
    guard width <= CSVScanner.mostFields else {
      throw CSVFault(line: scanner.line, reason: "more than \(CSVScanner.mostFields) columns")
    }
    var cells: [[UInt8]] = []
    for index in 0..<width { cells.append(scanner.value(scanner.fields[index])) }
    return Heading(cells)
  }

  private mutating func fill(_ scanner: inout CSVScanner, _ base: UnsafePointer<UInt8>) throws {
    let first = heading.dropped
    let width = heading.names.count + first
    let group = try column(MarkerColumn.group)
    let gene = try column(MarkerColumn.gene)
    let computed = NumberColumn.names.indices.filter { heading.names.contains(NumberColumn.names[$0]) }
    let places = try computed.map { try column(NumberColumn.names[$0]) }
    var values = computed.map { _ in [Double]() }
    var others = heading.names.indices.map { $0 + first }.filter {
      isNumeric[$0 - first] && !places.contains($0)
    }
    func bytes(_ field: CSVScanner.Field) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: base + Int(field.start), count: Int(field.end &- field.start))
    }
    func number(_ field: CSVScanner.Field, _ scanner: borrowing CSVScanner) -> Double? {
      if field.mask & CSVScanner.Class.quoted == 0 { return DecimalNumber.value(bytes(field)) }
      return scanner.value(field).withUnsafeBufferPointer(DecimalNumber.value)
    }
    func intern(_ field: CSVScanner.Field, _ scanner: borrowing CSVScanner, _ pool: inout StringPool)
      -> UInt32
    {
      if field.mask & CSVScanner.Class.quoted == 0 { return pool.number(of: bytes(field)) }
      return scanner.value(field).withUnsafeBufferPointer { pool.number(of: $0) }
    }
    var lastGroup = (bytes: UnsafeBufferPointer<UInt8>(start: base, count: 0), number: UInt32(0))
    var count = 0
    while true {
      let found = try scanner.next()
      guard found > 0 else { break }
      guard found == width else {
        throw CSVFault(line: scanner.line, reason: "\(found) fields where the heading has \(width)")
      }
      count += 1
      if count & 0xFFFF == 0 { try Signals.check() }
      let fields = scanner.fields
      let groupBytes = bytes(fields[group])
      let isKept = !groupBytes.isEmpty && !groupBytes.elementsEqual([0x22, 0x22])
      for index in places.indices {
        let field = fields[places[index]]
        let value = number(field, scanner)
        if value == nil && faults[computed[index]] == nil {
          let cell = String(decoding: scanner.value(field).prefix(80), as: UTF8.self)
          faults[computed[index]] = Fault(line: scanner.line, cell: cell)
          isNumeric[places[index] - first] = false
        }
        if isKept { values[index].append(value ?? .nan) }
      }
      var index = 0
      while index < others.count {
        if number(fields[others[index]], scanner) == nil {
          isNumeric[others[index] - first] = false
          others.remove(at: index)
        } else {
          index += 1
        }
      }
      guard isKept else { continue }
      // Rows of a group mostly stand together.
      if !groupBytes.elementsEqual(lastGroup.bytes) {
        lastGroup = (groupBytes, intern(fields[group], scanner, &groups))
      }
      groupNumbers.append(lastGroup.number)
      geneNumbers.append(intern(fields[gene], scanner, &genes))
      var mask: UInt8 = 0
      for column in first..<width { mask |= fields[column].mask }
      spans.append(
        Span(
          start: fields[first].start, end: fields[width - 1].end,
          isPlain: mask & (CSVScanner.Class.quoted | CSVScanner.Class.escaped) == 0))
    }
    for index in computed.indices { numbers[computed[index]] = values[index] }
  }

  /// The place of a column in a record.
  private func column(_ wanted: String) throws -> Int {
    guard let index = heading.names.firstIndex(of: wanted) else {
      throw Failure(.badData, .parse, name, "no column '\(wanted)'; the columns are \(heading.list)")
    }
    return index + heading.dropped
  }
}
