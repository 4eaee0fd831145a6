/// Long lines of running text, folded at spaces.
package enum Folding {
  /// The lines that `line` makes, none longer than `width` characters unless a single word is.
  ///
  /// - Parameter indent: spaces that the lines after the first begin with.
  package static func fold(_ line: String, width: Int, indent: Int = 0) -> [String] {
    guard line.count > width else { return [line] }
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let longer = current.isEmpty ? String(word) : "\(current) \(word)"
      if longer.count > width && !current.isEmpty {
        lines.append(current)
        current = margin + word
      } else {
        current = longer
      }
    }
    return lines + [current]
  }
}
