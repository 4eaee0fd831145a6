import ArgumentParser
import H5AD
import ZMAPCore

@main
struct TPMLogCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "zmap-tpmlog", abstract: "Normalize counts to TPM, log1p, write the layer in place.",
    version: Version.current)

  @Argument(help: ArgumentHelp("Files; without one, or with '-', paths on stdin.", valueName: "file.h5ad"))
  var files: [String] = []

  @Option(help: ArgumentHelp("Where the counts are: a layer, X or raw.", valueName: "name"))
  var source = "raw_nolog"

  @Option(help: ArgumentHelp("The layer to write.", valueName: "name"))
  var layer = "tpm_log"

  @Option(help: ArgumentHelp("What the counts of a cell add up to.", valueName: "number"))
  var targetSum = 1_000_000.0

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a copy with the layer instead.", valueName: "file.h5ad"))
  var output: String?

  @Flag(name: .shortAndLong, help: "Replace the layer if it is there.")
  var force = false

  @Flag(help: "Fail with 66 when the counts are not there.")
  var require = false

  @Flag(help: "Leave /X where it is.")
  var keepX = false

  @Flag(help: "Remove /X for good.")
  var dropX = false

  @Option(help: ArgumentHelp("One of same, none, gzip, gzip:LEVEL, lz4.", valueName: "method"))
  var compression = "same"

  @Flag(help: "Give the layer its own indices and indptr.")
  var copyStructure = false

  @Flag(name: .customLong("mark-log1p"), help: "Also write uns/log1p.")
  var marksLog1p = false

  @Flag(help: "Follow scanpy's arithmetic for negative counts.")
  var allowNegative = false

  @Flag(help: "Follow scanpy's arithmetic for NaN and infinity.")
  var allowNan = false

  @Option(help: ArgumentHelp("Threads to use (default: all cores).", valueName: "count"))
  var threads: Int?

  @Flag(help: "Print what would be done, and change nothing.")
  var dryRun = false

  @Flag(help: "Undo an interrupted run, and stop.")
  var rollback = false

  @OptionGroup var common: CommonOptions

  static func main() { start("zmap-tpmlog") }

  func validate() throws {
    if keepX && dropX { throw ValidationError("'--keep-x' and '--drop-x' are mutually exclusive") }
    if rollback && dryRun { throw ValidationError("'--rollback' and '--dry-run' are mutually exclusive") }
    if rollback && output != nil {
      throw ValidationError("'--rollback' and '--output' are mutually exclusive")
    }
    if !(targetSum > 0 && targetSum < .infinity && Float(targetSum) > 0 && Float(targetSum) < .infinity) {
      throw ValidationError("'--target-sum' must be a positive number")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("'--threads' must be between 1 and 1024")
    }
    if LayerCompression(compression) == nil {
      throw ValidationError("'--compression' must be one of same, none, gzip, gzip:1 to gzip:9, lz4")
    }
    if let objection = TPMLog.objection(toLayer: layer) { throw ValidationError("'--layer': \(objection)") }
    if layer == source { throw ValidationError("'--layer' and '--source' name the same layer") }
    if output != nil && files.count > 1 { throw ValidationError("'--output' takes one file") }
  }

  func run(_ session: Session) throws {
    let paths = try InputPaths.named(files)
    if output != nil && paths.count != 1 { throw ValidationError("'--output' takes one file") }
    let run = TPMLogRun(task: task, session: session, requiresSource: require)
    switch (dryRun, rollback) {
    case (true, _): try run.table(paths)
    case (_, true): try run.rollBack(paths)
    default: try run.write(paths, to: output)
    }
  }

  private var task: TPMLog {
    var task = TPMLog()
    task.source = source
    task.layer = layer
    task.normalization.targetSum = targetSum
    task.normalization.allowsNegative = allowNegative
    task.normalization.allowsNaN = allowNan
    task.replaces = force
    task.root = keepX ? .keep : dropX ? .drop : .move
    task.compression = LayerCompression(compression) ?? .same
    task.copiesStructure = copyStructure
    task.marksLog1p = marksLog1p
    task.threads = threads ?? task.threads
    return task
  }
}
