import Glibc
import ZMAPCore

/// Reads a stretch of records: what each row names and how it ranks.
struct RowReader {
  private let layout: TableLayout
  private let base: UnsafePointer<UInt8>
  private let places: [Int]

  /// Reads the records that begin in `range`, the first of them at its start.
  ///
  /// - Parameter text: CSV with a newline behind its last byte.
  static func part(of text: [UInt8], records range: Range<Int>, _ layout: TableLayout) throws -> RowPart {
    try text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return RowPart(layout) }
      var part = RowPart(layout)
      var scanner = CSVScanner(base, count: text.count - 1, records: range)
      do {
        try RowReader(base, layout).read(&scanner, into: &part)
      } catch let fault as CSVFault {
        part.fault = fault
      }
      part.end = scanner.position
      part.lines = scanner.nextLine - 1
      return part
    }
  }

  private init(_ base: UnsafePointer<UInt8>, _ layout: TableLayout) {
    self.layout = layout
    self.base = base
    places = layout.numbers.map(\.place)
  }

  private func read(_ scanner: inout CSVScanner, into part: inout RowPart) throws {
    let first = layout.heading.dropped
    let (width, groupPlace, genePlace) = (layout.width, layout.group, layout.gene)
    var others = layout.others
    var lastGroup = (bytes: UnsafeBufferPointer(start: base, count: 0), number: UInt32(0))
    var records = 0
    while true {
      let found = try scanner.next()
      guard found > 0 else { return }
      guard found == width else {
        throw CSVFault(line: scanner.line, reason: "\(found) fields where the heading has \(width)")
      }
      records &+= 1
      if records & 0xFFFF == 0 { try Signals.check() }
      let fields = scanner.fields
      let group = bytes(fields[groupPlace])
      let isKept = !group.isEmpty && !(group.count == 2 && group[0] == 0x22 && group[1] == 0x22)
      readNumbers(scanner, isKept: isKept, &part)
      var index = 0
      while index < others.count {
        let place = others[index]
        index += 1
        if number(fields[place], scanner) == nil {
          part.isNumeric[place - first] = false
          index -= 1
          others.remove(at: index)
        }
      }
      guard isKept else { continue }
      // Rows of a group mostly stand together.
      if !isSame(group, lastGroup.bytes) {
        lastGroup = (group, intern(fields[groupPlace], scanner, &part.groups))
      }
      part.groupNumbers.append(lastGroup.number)
      part.geneNumbers.append(intern(fields[genePlace], scanner, &part.genes))
      var plain = fields[first].start
      for place in first..<width
      where fields[place].mask & (CSVScanner.Class.quoted | CSVScanner.Class.escaped) != 0 {
        plain = fields[place].end
      }
      part.spans.append(
        MarkerRows.Span(start: fields[first].start, end: fields[width - 1].end, plain: plain))
    }
  }

  /// A rank that is text counts in a row without a group too: pandas would sort the column as text.
  private func readNumbers(_ scanner: borrowing CSVScanner, isKept: Bool, _ part: inout RowPart) {
    for index in places.indices {
      let place = places[index]
      let field = scanner.fields[place]
      let value = number(field, scanner)
      if value == nil && part.faults[index] == nil {
        let cell = String(decoding: scanner.value(field).prefix(80), as: UTF8.self)
        part.faults[index] = MarkerRows.Fault(line: scanner.line, cell: cell)
        part.isNumeric[place - layout.heading.dropped] = false
      }
      if isKept { part.numbers.append(value ?? .nan) }
    }
  }

  private func bytes(_ field: CSVScanner.Field) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + Int(field.start), count: Int(field.end &- field.start))
  }

  private func isSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
      return false
    }
    return memcmp(first, second, left.count) == 0
  }

  private func number(_ field: CSVScanner.Field, _ scanner: borrowing CSVScanner) -> Double? {
    if field.mask & CSVScanner.Class.quoted == 0 { return DecimalNumber.value(bytes(field)) }
    return scanner.value(field).withUnsafeBufferPointer(DecimalNumber.value)
  }

  private func intern(
    _ field: CSVScanner.Field, _ scanner: borrowing CSVScanner, _ pool: inout StringPool
  ) -> UInt32 {
    if field.mask & CSVScanner.Class.quoted == 0 { return pool.number(of: bytes(field)) }
    return scanner.value(field).withUnsafeBufferPointer { pool.number(of: $0) }
  }
}
