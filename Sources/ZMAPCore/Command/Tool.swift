import ArgumentParser
import Glibc

/// What every command does alike: this folder parses the command line, opens and closes the streams,
/// and turns whatever ends a command into one line on stderr and a documented status.
///
/// Comes in: arguments, environment, signals. Goes out: an exit status. Never happens here: the work
/// of a command, or a word on stdout that a command did not write.
package protocol Tool: ParsableCommand {
  var common: CommonOptions { get }
  /// Does the work. Throws a `Failure` that ends the command; failures of single items go to
  /// `session.diagnostics` and the work goes on.
  mutating func run(_ session: Session) throws
}

/// Options that all commands share.
package struct CommonOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  package var quiet = false

  @Flag(name: .shortAndLong, help: "Say more about what is done.")
  package var verbose = false

  package init() {}

  package func validate() throws {
    if quiet && verbose { throw ValidationError("'--quiet' and '--verbose' are mutually exclusive") }
  }

  var verbosity: Diagnostics.Verbosity { quiet ? .quiet : verbose ? .verbose : .normal }
}

/// What a running command has to do with the world.
package struct Session {
  package let output: StandardOutput
  package let diagnostics: Diagnostics
  package let environment: Environment

  package init(output: StandardOutput, diagnostics: Diagnostics, environment: Environment) {
    self.output = output
    self.diagnostics = diagnostics
    self.environment = environment
  }
}

extension ParsableCommand {
  /// Runs the command line of this process as `tool` and ends the process. The one entry of all executables.
  package static func start(_ tool: String) -> Never {
    Descriptors.occupyStandard()
    Signals.watch()
    let output = StandardOutput()
    do {
      var command = try parseAsRoot()
      if var tool = command as? any Tool {
        finish(run(&tool, output), output)
      }
      // What is no Tool is a root without subcommand or ArgumentParser's own help: it throws its text.
      try command.run()
      finish(Diagnostics(tool: tool), output)
    } catch {
      finish(refused(error, tool, output), output)
    }
  }

  private static func run(_ tool: inout any Tool, _ output: StandardOutput) -> Diagnostics {
    let diagnostics = Diagnostics(tool: name, verbosity: tool.common.verbosity)
    let session = Session(output: output, diagnostics: diagnostics, environment: .process)
    do {
      try tool.run(session)
    } catch let failure as Failure {
      diagnostics.report(failure)
    } catch let interrupted as Interrupted {
      try? output.flush()
      Signals.raiseAgain(interrupted.signal)
    } catch is BrokenOutput {
      // Closing the output says why.
    } catch let status as ExitStatus {
      diagnostics.note(status)
    } catch let code as ExitCode {
      // The status of a command that was run for the user passes through as it is.
      finish(diagnostics, output, code.rawValue)
    } catch let invalid as ValidationError {
      diagnostics.reportUsage(invalid.message)
    } catch {
      diagnostics.report(Failure(.bug, .open, name, "unexpected error: \(error)"))
    }
    return diagnostics
  }

  private static var name: String { _commandName }

  private static func refused(_ error: any Error, _ tool: String, _ output: StandardOutput) -> Diagnostics {
    let diagnostics = Diagnostics(tool: tool)
    if exitCode(for: error) == .success {
      output.write(help(fullMessage(for: error, columns: helpWidth)))
    } else {
      let message = message(for: error)
      diagnostics.reportUsage(message.prefix(1).lowercased() + message.dropFirst().trimmedFullStop)
    }
    return diagnostics
  }

  /// Help that stays within a terminal of 80 columns; ArgumentParser does not fold its USAGE line.
  private static func help(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap {
        $0.hasPrefix("USAGE: ") ? Folding.fold(String($0), width: helpWidth, indent: 7) : [String($0)]
      }
      .map { $0 + "\n" }.joined()
  }

  private static func finish(_ diagnostics: Diagnostics, _ output: StandardOutput, _ status: Int32? = nil)
    -> Never
  {
    do {
      try output.close()
    } catch {
      diagnostics.report(error)
    }
    let worst = diagnostics.worst
    Glibc.exit(worst == .success ? status ?? 0 : worst.rawValue)
  }
}

extension ExitStatus: Error {}

private let helpWidth = 79

extension StringProtocol {
  fileprivate var trimmedFullStop: String {
    hasSuffix(".") ? String(dropLast()) : String(self)
  }
}
