import ZMAPCore

/// A manual page in mdoc(7): a template whose holes stand on lines of their own.
///
/// `@OPTIONS@` is all options of the command, `@STATUS 0 64 66@` a list of those exit statuses, and
/// `@VERSION@` anywhere the version.
package struct ManualPage {
  package let text: String

  /// Options that every subcommand repeats; they are listed once.
  private static let shared: Set = ["quiet", "verbose", "version", "help"]

  package init(template: String, command: CommandHelp?) throws(Failure) {
    var lines: [String] = [#".\" Written by make docs from the .in file beside it; do not edit."#]
    for line in template.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "@OPTIONS@" {
        guard let command else {
          throw Failure(.badData, .parse, "template", "@OPTIONS@ in a page of no command")
        }
        lines += ManualPage.options(of: command)
      } else if line.hasPrefix("@STATUS "), line.hasSuffix("@") {
        lines += try ManualPage.statuses(line.dropFirst(8).dropLast())
      } else {
        lines.append(String(line).replacing("@VERSION@", with: Version.current))
      }
    }
    text = ManualPage.folded(lines).joined(separator: "\n")
  }

  /// Running text folded to 80 columns; requests and literal displays stay as they are.
  private static func folded(_ lines: [String]) -> [String] {
    var isLiteral = false
    return lines.flatMap { line -> [String] in
      if line.hasPrefix(".Bd -literal") { isLiteral = true }
      if line.hasPrefix(".Ed") { isLiteral = false }
      if isLiteral || line.hasPrefix(".") || line.utf8.count <= 80 { return [line] }
      // A word that mdoc would take for a request must not begin a line.
      return Folding.fold(line, width: 80).map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0 }
    }
  }

  private static func options(of command: CommandHelp) -> [String] {
    let subcommands = command.visibleSubcommands
    if subcommands.isEmpty { return sections(command.visibleArguments) }
    var lines: [String] = []
    for subcommand in subcommands {
      let own = subcommand.visibleArguments.filter { !isShared($0) }
      lines.append(".Ss \(command.commandName) \(subcommand.commandName)")
      if let abstract = subcommand.abstract { lines.append(roff(abstract)) }
      if command.defaultSubcommand == subcommand.commandName {
        lines.append("This is what happens when no subcommand is named.")
      }
      if !own.isEmpty { lines += list(own) }
    }
    let common = subcommands.first.map { $0.visibleArguments.filter(isShared) } ?? []
    return lines + [".Ss Options of all subcommands"] + list(common)
  }

  /// The arguments under the headings that `--help` has, those without heading last, as there.
  private static func sections(_ arguments: [CommandHelp.Argument]) -> [String] {
    var titles: [String] = []
    for title in arguments.compactMap(\.sectionTitle) where !titles.contains(title) { titles.append(title) }
    let rest = arguments.filter { $0.sectionTitle == nil }
    return titles.flatMap { title in
      [".Ss \(title)"] + list(arguments.filter { $0.sectionTitle == title })
    } + (titles.isEmpty || rest.isEmpty ? [] : [".Ss Other options"]) + (rest.isEmpty ? [] : list(rest))
  }

  private static func isShared(_ argument: CommandHelp.Argument) -> Bool {
    (argument.names ?? []).contains { shared.contains($0.name) }
  }

  private static func list(_ arguments: [CommandHelp.Argument]) -> [String] {
    [".Bl -tag -width Ds"] + arguments.flatMap(item) + [".El"]
  }

  private static func item(_ argument: CommandHelp.Argument) -> [String] {
    let value = roff(argument.valueName ?? "value")
    var head: String
    if argument.kind == "positional" {
      head = ".It Ar \(value)" + (argument.isRepeating ? " ..." : "")
    } else {
      let names = argument.sortedNames.map {
        $0.kind == "long" ? "Fl Fl \(roff($0.name))" : "Fl \(roff($0.name))"
      }
      head = ".It " + names.joined(separator: " , ")
      if argument.kind == "option" { head += " Ar \(value)" }
    }
    var body = [roff(argument.abstract ?? "")]
    if let discussion = argument.discussion { body.append(roff(discussion)) }
    if let values = argument.allValues { body.append("One of \(values.map(roff).joined(separator: ", ")).") }
    if let standard = argument.defaultValue { body.append("The default is \(roff(standard)).") }
    return [head] + body.filter { !$0.isEmpty }
  }

  private static func statuses(_ numbers: Substring) throws(Failure) -> [String] {
    var lines = [".Bl -tag -width 4n"]
    for number in numbers.split(separator: " ") {
      guard let status = Int32(number).flatMap(ExitStatus.init(rawValue:)) else {
        throw Failure(.badData, .parse, "@STATUS \(numbers)@", "no status \(number)")
      }
      lines += [".It \(number)", roff(status.meaning)]
    }
    return lines + [".El"]
  }

  /// `text` with what mdoc would take for markup escaped.
  private static func roff(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
