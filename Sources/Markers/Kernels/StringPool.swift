/// Distinct byte strings, numbered in the order they first come.
struct StringPool {
  private(set) var bytes: [UInt8] = []
  /// Where each string begins, and the end of the last.
  private(set) var offsets: [UInt32] = [0]
  /// Number + 1 of a string at the place its hash says, or after; 0 where nobody is.
  private var table = [UInt32](repeating: 0, count: 1 << 12)
  /// Names chosen to collide should not make a table slow.
  private let seed = UInt64.random(in: 0 ... .max)

  var count: Int { offsets.count - 1 }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[Int(offsets[number])..<Int(offsets[number + 1])] }

  /// The number of `text`, which is new if it was not there.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var place = Int(truncatingIfNeeded: hash(text)) & (table.count - 1)
    while table[place] != 0 {
      let number = Int(table[place] - 1)
      if isEqual(number, text) { return UInt32(number) }
      place = (place + 1) & (table.count - 1)
    }
    let number = UInt32(count)
    bytes.append(contentsOf: text)
    offsets.append(UInt32(bytes.count))
    table[place] = number + 1
    if count * 2 > table.count { grow() }
    return number
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[number])
    guard Int(offsets[number + 1]) - start == text.count else { return false }
    for index in 0..<text.count where bytes[start + index] != text[index] { return false }
    return true
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for number in 0..<count {
      let hash = self[number].withUnsafeBufferPointer(hash)
      var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(number) + 1
    }
  }

  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = seed ^ UInt64(text.count)
    for byte in text {
      state = (state ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
    }
    let (high, low) = state.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return high ^ low
  }
}
