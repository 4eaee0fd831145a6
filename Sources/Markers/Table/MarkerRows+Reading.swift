import Glibc
import ZMAPCore

extension MarkerRows {
  /// Below this many bytes a thread is not worth starting.
  private static let leastPart = 1 << 20

  /// Reads a table, on all processors.
  ///
  /// Each thread takes a stretch that begins behind a newline and trusts that a record begins there. Whether it
  /// did is certain once the stretch before has been read to its end: if not, for the newline stood in quotes,
  /// the stretch is read again from where it really begins.
  ///
  /// - Parameter text: CSV with a newline behind its last byte, less than 4 GiB.
  /// - Throws: `Failure` with the line where `text` stops being a table, or with the columns there are when one
  ///   is missing that must be there.
  static func read(_ text: [UInt8], name: String) throws -> MarkerRows {
    do {
      let (cells, start, headingLines) = try heading(text, name)
      let layout = try TableLayout(Heading(cells), name: name)
      let ranges = stretches(text, from: start)
      let parts = try Parallel.map(ranges.count) { try RowReader.part(of: text, records: ranges[$0], layout) }
      var rows = MarkerRows(text: text, layout: layout)
      var position = start
      var line = headingLines
      for (range, guess) in zip(ranges, parts) where position < range.upperBound {
        var part = guess
        if position != range.lowerBound {
          part = try RowReader.part(of: text, records: position..<range.upperBound, layout)
        }
        if let fault = part.fault { throw CSVFault(line: fault.line + line, reason: fault.reason) }
        rows.append(part, after: line)
        position = part.end
        line += part.lines
      }
      return rows
    } catch let fault as CSVFault {
      throw Failure(.badData, .parse, name, "line \(fault.line): \(fault.reason)")
    }
  }

  /// The cells of the heading, where the first row begins, and the lines before it.
  private static func heading(_ text: [UInt8], _ name: String) throws -> ([[UInt8]], Int, Int) {
    try text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, bytes.count > 1 else { throw empty(name) }
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var scanner = CSVScanner(base, count: bytes.count - 1, records: start..<max(start, bytes.count - 1))
      let width = try scanner.next()
      guard width > 0 else { throw empty(name) }
      guard width <= CSVScanner.mostFields else {
        throw CSVFault(line: scanner.line, reason: "more than \(CSVScanner.mostFields) columns")
      }
      var cells: [[UInt8]] = []
      for index in 0..<width { cells.append(scanner.value(scanner.fields[index])) }
      return (cells, scanner.position, scanner.nextLine - 1)
    }
  }

  /// Cuts what follows the heading behind newlines.
  private static func stretches(_ text: [UInt8], from start: Int) -> [Range<Int>] {
    let end = text.count - 1
    guard start < end else { return [] }
    let count = max(1, min(Parallel.processors, (end - start) / leastPart))
    var bounds = [start]
    for index in 1..<max(1, count) {
      let guess = start + (end - start) / count * index
      let newline = text.withUnsafeBytes { bytes in
        bytes.baseAddress.flatMap { base in
          memchr(base + guess, 0x0A, end - guess).map { UnsafeRawPointer($0) - base }
        }
      }
      if let newline, newline + 1 < end, newline + 1 > bounds[bounds.count - 1] { bounds.append(newline + 1) }
    }
    return zip(bounds, bounds.dropFirst() + [end]).map { $0..<$1 }
  }

  private static func empty(_ name: String) -> Failure {
    Failure(.badData, .parse, name, "the table is empty")
  }
}
