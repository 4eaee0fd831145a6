import ArgumentParser
import Transfer
import ZMAPCore

/// How to download, and where to.
struct DownloadOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Keep files in this directory.", valueName: "dir"))
  var destDir: String?

  @Flag(name: .shortAndLong, help: "Download again; the old file stays until then.")
  var force = false

  @Flag(help: "Open no connection: only what is here.")
  var offline = false

  @Flag(help: "Ask the server whether its file changed.")
  var refresh = false

  @Option(help: ArgumentHelp("The SHA-256 that the file must have.", valueName: "hex"))
  var sha256: String?

  @Option(help: "How sure to be (default: the best there is).")
  var verify: VerifyLevel?

  @Option(help: ArgumentHelp("Parallel ranges at most.", valueName: "n"))
  var connections = 4

  @Option(help: ArgumentHelp("The size of a write buffer.", valueName: "bytes"))
  var chunkSize = 1_048_576

  @Option(
    help: ArgumentHelp("Bytes a second at most, as 2M for 2 MiB.", valueName: "rate"),
    transform: DownloadOptions.rate)
  var limitRate: Int64?

  @Option(help: ArgumentHelp("Tries without progress.", valueName: "n"))
  var retries = 5

  @Option(help: ArgumentHelp("Silence after which to connect anew.", valueName: "seconds"))
  var timeout = 30.0

  @Flag(help: "Draw no bar.")
  var noProgress = false

  func validate() throws {
    if force && refresh { throw ValidationError("'--force' and '--refresh' are mutually exclusive") }
    if offline && (force || refresh) {
      throw ValidationError("'--offline' and '--\(force ? "force" : "refresh")' are mutually exclusive")
    }
    if destDir == "" { throw ValidationError("'--dest-dir' is empty") }
    if let sha256, !Digests.isSHA256(sha256) {
      throw ValidationError("'--sha256 \(sha256)': 64 hexadecimal digits are wanted")
    }
    guard (1...64).contains(connections) else {
      throw ValidationError("'--connections \(connections)': a number from 1 to 64 is wanted")
    }
    guard chunkSize > 0 else {
      throw ValidationError("'--chunk-size \(chunkSize)': a positive number is wanted")
    }
    guard (0...1000).contains(retries) else {
      throw ValidationError("'--retries \(retries)': a number from 0 to 1000 is wanted")
    }
    guard (0.1...86_400).contains(timeout) else {
      throw ValidationError("'--timeout \(timeout)': a number from 0.1 to 86400 is wanted")
    }
  }

  /// What belongs to one file can't be said of several.
  func check(count: Int) throws {
    if sha256 != nil && count != 1 {
      throw ValidationError("'--sha256' is for one file, and \(count) were named")
    }
  }

  var options: FetchOptions {
    get throws {
      var options = FetchOptions()
      options.directory = try destDir.map { path throws in try Path.absolute(path) }
      options.force = force
      options.offline = offline
      options.refresh = refresh
      options.sha256 = sha256?.lowercased()
      options.verify = verify
      options.connections = connections
      options.chunkSize = Int64(chunkSize)
      options.limitRate = limitRate
      options.retries = retries
      options.timeout = timeout
      options.bar = !noProgress
      return options
    }
  }

  private static func rate(_ text: String) throws -> Int64 {
    guard let rate = ByteSize.parse(text), rate > 0 else {
      throw ValidationError("bytes a second are wanted, as 500K or 2M")
    }
    return rate
  }
}

extension VerifyLevel: ExpressibleByArgument {}
