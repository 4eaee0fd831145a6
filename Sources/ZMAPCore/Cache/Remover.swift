/// Removes what was chosen, once leave is given: the only place where anything kept is removed.
package struct Remover {
  private let fence: Fence
  private let confirmation: Confirmation
  private let diagnostics: Diagnostics

  package init(_ inventory: Inventory, _ confirmation: Confirmation, _ diagnostics: Diagnostics) {
    fence = Fence(inventory.places)
    self.confirmation = confirmation
    self.diagnostics = diagnostics
  }

  /// Removes one after the other; what can't be removed is reported, and the others go.
  ///
  /// - Parameters:
  ///   - dryRun: whether to do everything but remove.
  ///   - done: is told of each that is gone, or would be.
  /// - Throws: `Interrupted` when a signal came.
  package func remove(_ removals: [Removal], dryRun: Bool = false, done: (Removal) -> Void) throws {
    guard !removals.isEmpty, dryRun || isAllowed(removals) else { return }
    for removal in removals {
      try Signals.check()
      do throws(Failure) {
        if dryRun {
          _ = try fence.admitted(removal.path)
          done(removal)
        } else if try removal.perform(within: fence) {
          done(removal)
        }
      } catch {
        diagnostics.report(error)
      }
    }
  }

  private func isAllowed(_ removals: [Removal]) -> Bool {
    confirmation.allows(diagnostics) {
      for removal in removals { diagnostics.inform("\(removal.path): \(removal.reason)") }
      let total = removals.reduce(0) { $0 + $1.bytes }
      return "remove \(removals.count == 1 ? "this" : "these \(removals.count)"), \(ByteSize.text(total))?"
    }
  }
}

extension Inventory {
  /// What to remove for `names`: all that each means, but for downloads that run. A name that means nothing
  /// here is reported.
  package func removals(of names: [String], _ diagnostics: Diagnostics) -> [Removal] {
    var seen = Set<String>()
    return names.flatMap { name in
      let found = named(name).filter { $0.part?.isInUse != true }
      if found.isEmpty { diagnostics.report(absence(of: name)) }
      return found.filter { seen.insert($0.path).inserted }.map { Removal($0, reason: "asked for") }
    }
  }

  private func absence(of name: String) -> Failure {
    if let part = named(name).first?.part, name.utf8.contains(UInt8(ascii: "/")) {
      return Failure(.tryAgain, .remove, part.path, "a running download uses it")
    }
    if name.utf8.contains(UInt8(ascii: "/")), FileSystem.exists(name) {
      do throws(Failure) { _ = try Fence(places).admitted(name) } catch { return error }
    }
    return Failure(.noInput, .remove, name, "not cached")
  }
}

extension PartFile {
  /// Whether a process works on it.
  package var isInUse: Bool {
    if case .live = owner() { true } else { false }
  }
}

extension Removal {
  package static let columns = ["path", "bytes", "reason"]

  package var values: [Value] { [.text(path), .integer(bytes), .text(reason)] }
}
