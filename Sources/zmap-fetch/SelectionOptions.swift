import ArgumentParser
import Synchronization
import Transfer
import ZMAPCore

/// Which files: in the order in which they stand on the command line, whatever option names them.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A dataset of the atlas (default: processed_slim_tpm).", valueName: "kind"),
    transform: Named.next)
  var kind: [Named] = []

  @Option(
    help: ArgumentHelp("A URL to download instead: https, http or file.", valueName: "url"),
    transform: Named.next)
  var url: [Named] = []

  @Option(
    help: ArgumentHelp("The name on disk of the file named before.", valueName: "name"),
    transform: Named.next)
  var filename: [Named] = []

  @Option(
    help: ArgumentHelp("A table of consensus markers, or all of them.", valueName: "level"),
    transform: Named.next)
  var markers: [Named] = []

  @Option(help: ArgumentHelp("A mirror of the atlas.", valueName: "url"))
  var baseURL: String?

  /// An option's value and when it came.
  struct Named: Sendable {
    let text: String
    let order: Int
    private static let count = Mutex(0)

    static func next(_ text: String) -> Named {
      Named(
        text: text,
        order: count.withLock {
          $0 += 1; return $0
        })
    }
  }

  func validate() throws {
    if url.isEmpty { for name in kind { _ = try Wish.kind(name.text) } }
    for name in markers { _ = try Wish.levels(name.text) }
    for name in url where !Wish.isURL(name.text) {
      throw ValidationError("'\(name.text)' is not a URL with https, http or file")
    }
    if let baseURL, !Wish.isURL(baseURL) {
      throw ValidationError("'\(baseURL)' is not a URL with https, http or file")
    }
    for name in filename {
      if let objection = Path.objection(toName: name.text) {
        throw ValidationError("'--filename \(name.text)': \(objection)")
      }
    }
    _ = try Wish.named(by: self)
  }

  /// What was asked for. A URL wins over a kind, as it does in zmap-tools.
  func wanted(_ environment: Environment) throws -> [Wanted] {
    let base = Atlas.baseURL(option: baseURL, environment)
    let wanted = try Wish.named(by: self).map { $0.wanted(base: base) }
    for (index, file) in wanted.enumerated() {
      if let objection = Path.objection(toName: file.fileName) {
        throw ValidationError("'\(file.url)' gives no file name (\(objection)); name it by '--filename'")
      }
      if let other = wanted[..<index].first(where: { $0.fileName == file.fileName && $0.url != file.url }) {
        throw ValidationError("'\(other.url)' and '\(file.url)' would both be '\(file.fileName)'")
      }
    }
    return wanted
  }

  /// Everything that the atlas publishes.
  func published(_ environment: Environment) throws -> [Wanted] {
    let base = Atlas.baseURL(option: baseURL, environment)
    return PublishedFile.all.map { Wanted($0, base: base) }
  }
}
