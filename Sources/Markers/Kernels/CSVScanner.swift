import Glibc

/// Loops over bytes and numbers: this folder takes buffers and gives spans, values and orders. It knows no
/// file and no column name; what does not fit comes back as a value, never as a trap.

/// Why text is no table: the line (the first is 1) and a reason.
struct CSVFault: Error {
  var line: Int
  var reason: String
}

/// Reads records of comma-separated text where they stand, copying nothing.
///
/// Format: RFC 4180, and where that says nothing what pandas does: a carriage return alone ends a line, blank
/// lines are skipped, a quote inside a field that does not begin with one is a letter like any other.
struct CSVScanner: ~Copyable {
  /// A field as it stands, its quotes included.
  struct Field {
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// What is in it: bits of `Class`.
    var mask: UInt8 = 0

    var isEmpty: Bool { start == end }
  }

  /// Bits that tell what a byte, a field or a record needs.
  enum Class {
    static let stop: UInt8 = 1
    /// A tab or backslash, which tab-separated text escapes.
    static let escaped: UInt8 = 2
    /// The field begins with a quote.
    static let quoted: UInt8 = 4
    /// Neither digit, point nor minus.
    static let other: UInt8 = 8
  }

  static let mostFields = 4096

  /// The fields of the record that `next` found.
  let fields: UnsafeMutablePointer<Field>
  /// The line that the record begins on.
  private(set) var line = 1
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let end: Int
  private let classes: UnsafeMutablePointer<UInt8>
  /// Where the next record begins.
  private(set) var position: Int
  /// The line that it begins on, counted from 1 where the scanner began.
  private(set) var nextLine = 1

  /// - Parameters:
  ///   - base: `count` bytes and then a newline, all of which outlive the scanner.
  ///   - count: less than 4 GiB.
  ///   - range: where the records that are wanted begin; the last may end behind it.
  init(_ base: UnsafePointer<UInt8>, count: Int, records range: Range<Int>) {
    self.base = base
    self.count = count
    position = range.lowerBound
    end = range.upperBound
    fields = .allocate(capacity: CSVScanner.mostFields)
    fields.initialize(repeating: Field(), count: CSVScanner.mostFields)
    classes = .allocate(capacity: 256)
    classes.initialize(repeating: Class.other, count: 256)
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { classes[Int(byte)] = 0 }
    for byte in ".-".utf8 { classes[Int(byte)] = 0 }
    for byte in "\t\\".utf8 { classes[Int(byte)] = Class.escaped | Class.other }
    for byte in ",\n\r".utf8 { classes[Int(byte)] = Class.stop }
  }

  deinit {
    fields.deallocate()
    classes.deallocate()
  }

  /// Finds the next record that is not blank.
  ///
  /// - Returns: the number of its fields, of which `fields` holds the first 4096; 0 at the end.
  mutating func next() throws(CSVFault) -> Int {
    while position < end {
      line = nextLine
      let found = try scan()
      if found > 1 || !isBlank(fields[0]) { return found }
    }
    return 0
  }

  /// The value of a field: without its quotes, doubled quotes single.
  func value(_ field: Field) -> [UInt8] {
    let raw = UnsafeBufferPointer(start: base + Int(field.start), count: Int(field.end - field.start))
    guard field.mask & Class.quoted != 0 else { return Array(raw) }
    var value: [UInt8] = []
    var isOpen = true
    var index = 1
    while index < raw.count {
      let byte = raw[index]
      if isOpen && byte == UInt8(ascii: "\"") {
        if index + 1 < raw.count && raw[index + 1] == byte {
          value.append(byte)
          index += 1
        } else {
          isOpen = false
        }
      } else {
        value.append(byte)
      }
      index += 1
    }
    return value
  }

  private mutating func scan() throws(CSVFault) -> Int {
    var here = position
    var found = 0
    while true {
      let start = here
      var mask: UInt8 = 0
      if base[here] == UInt8(ascii: "\"") {
        here = try closing(here)
        mask = Class.quoted | Class.other
      }
      var kind = classes[Int(base[here])]
      // The newline behind the last byte stops this loop.
      while kind & Class.stop == 0 {
        mask |= kind
        here &+= 1
        kind = classes[Int(base[here])]
      }
      if found < CSVScanner.mostFields {
        fields[found] = Field(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: here), mask: mask)
      }
      found &+= 1
      let stop = base[here]
      here &+= 1
      if stop == UInt8(ascii: ",") { continue }
      nextLine &+= 1
      if stop == UInt8(ascii: "\r") && here <= count && base[here] == UInt8(ascii: "\n") { here &+= 1 }
      position = here
      return found
    }
  }

  /// The offset behind the quote that ends the quoted text at `start`.
  private mutating func closing(_ start: Int) throws(CSVFault) -> Int {
    var here = start + 1
    while true {
      guard here < count, let found = memchr(base + here, 0x22, count - here) else {
        throw CSVFault(line: nextLine, reason: "a quote that is never closed")
      }
      let quote = UnsafePointer<UInt8>(found.assumingMemoryBound(to: UInt8.self)) - base
      guard base[quote + 1] == UInt8(ascii: "\"") && quote + 1 < count else {
        for index in start..<quote where base[index] == UInt8(ascii: "\n") { nextLine += 1 }
        return quote + 1
      }
      here = quote + 2
    }
  }

  private func isBlank(_ field: Field) -> Bool {
    for index in Int(field.start)..<Int(field.end) where base[index] != 0x20 && base[index] != 0x09 {
      return false
    }
    return true
  }
}
