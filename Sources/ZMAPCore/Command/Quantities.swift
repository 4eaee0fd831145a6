import ArgumentParser

extension ByteSize {
  /// The value of an option that takes a size.
  package static func argument(_ text: String) throws -> Int64 {
    guard let bytes = parse(text) else { throw ValidationError("not a size such as 20G") }
    return bytes
  }
}

extension Age {
  /// The value of an option that takes a length of time, in seconds.
  package static func argument(_ text: String) throws -> Int64 {
    guard let seconds = parse(text) else { throw ValidationError("not an age such as 12h, 30d or 2w") }
    return seconds
  }
}
