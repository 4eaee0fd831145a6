/// A LIST of names on the command line: comma-separated, `@file`, or `-` for stdin.
///
/// From a file or stdin comes one name a line; of several tab-separated columns the last is the name, so
/// that what `zmap-markers` prints can be piped in.
package struct NameList: Equatable, Sendable {
  package let names: [String]

  /// - Throws: `Failure` when the file can't be read or a line is no name.
  package init(_ text: String) throws(Failure) {
    if text == "-" {
      names = try LineInput.names().map(NameList.lastColumn)
    } else if text.hasPrefix("@") {
      let path = String(text.dropFirst())
      let file = try File(path)
      names = try LineInput.names(descriptor: file.descriptor, name: path).map(NameList.lastColumn)
    } else {
      names = text.split(separator: ",").map(String.init)
    }
  }

  private static func lastColumn(_ line: String) -> String {
    line.utf8.lastIndex(of: UInt8(ascii: "\t")).map { String(line[line.index(after: $0)...]) } ?? line
  }
}
