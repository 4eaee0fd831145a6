import ArgumentParser
import Transfer
import ZMAPCore

/// One file as the command line names it, before mirror and file name are known.
struct Wish {
  enum Subject {
    case published(PublishedFile)
    case url(String)
  }

  let subject: Subject
  let order: Int
  var fileName: String?

  /// All that is named, in order, each with the file name that follows it.
  static func named(by options: SelectionOptions) throws -> [Wish] {
    var wishes: [Wish] = options.url.map { Wish(subject: .url($0.text), order: $0.order) }
    if options.url.isEmpty {
      wishes += try options.kind.map { Wish(subject: .published(try kind($0.text)), order: $0.order) }
    }
    for name in options.markers {
      wishes += try levels(name.text).map { Wish(subject: .published($0), order: name.order) }
    }
    if wishes.isEmpty { wishes = [Wish(subject: .published(DatasetKind.standard.file), order: 0)] }
    wishes.sort { $0.order < $1.order }
    for name in options.filename {
      let index = wishes.lastIndex { $0.order < name.order } ?? 0
      guard wishes[index].fileName == nil else {
        throw ValidationError("'--filename \(name.text)': the file named before has a name already")
      }
      wishes[index].fileName = name.text
    }
    return wishes
  }

  func wanted(base: String) -> Wanted {
    switch subject {
    case .published(let file): Wanted(file, base: base, fileName: fileName)
    case .url(let url): Wanted(url: url, fileName: fileName)
    }
  }

  static func kind(_ name: String) throws -> PublishedFile {
    if let kind = DatasetKind(rawValue: name) { return kind.file }
    throw ValidationError(
      "there is no kind '\(name)' (there are: \(DatasetKind.allCases.map(\.rawValue).joined(separator: ", ")))"
    )
  }

  static func levels(_ name: String) throws -> [PublishedFile] {
    if name == "all" { return MarkerLevel.allCases.map(\.file) }
    if let level = MarkerLevel(rawValue: name) { return [level.file] }
    throw ValidationError(
      "there is no level '\(name)' (there are: \(MarkerLevel.allCases.map(\.rawValue).joined(separator: ", ")), all)"
    )
  }

  static func isURL(_ text: String) -> Bool {
    let wanted = Wanted(url: text, fileName: "any")
    guard let scheme = wanted.scheme, ["https", "http", "file"].contains(scheme) else { return false }
    return text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
