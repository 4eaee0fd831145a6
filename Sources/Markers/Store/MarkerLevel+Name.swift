import ZMAPCore

extension MarkerLevel {
  /// The level that the user names.
  package init(named name: String) throws(Failure) {
    guard let level = MarkerLevel(rawValue: name) else {
      let names = MarkerLevel.allCases.map(\.rawValue)
      throw Failure(
        .noInput, .find, name, "no such level" + Nearest.phrase(name, in: names),
        hint: "zmap-markers --list-levels")
    }
    self = level
  }
}
