/// Random changes of bytes, the same for the same seed (SplitMix64).
struct Mutation: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// `bytes` with one to eight changes: bits, bytes that mean something, pieces cut out, doubled or blanked.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &self)
      let length = Int.random(in: 1...min(64, bytes.count - place), using: &self)
      switch Int.random(in: 0...7, using: &self) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &self)
      case 1: bytes[place] = UInt8.random(in: 0 ... .max, using: &self)
      case 2: bytes[place] = Array("\",\n\r\t\\0-.e\u{0}".utf8).randomElement(using: &self) ?? 0
      case 3: bytes.removeSubrange(place..<place + length)
      case 4: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
      case 5: for index in place..<place + length { bytes[index] = 0xFF }
      case 6: for index in place..<place + length { bytes[index] = 0 }
      default: if Int.random(in: 0...9, using: &self) == 0 { bytes.removeSubrange(place...) }
      }
    }
    return bytes
  }
}
