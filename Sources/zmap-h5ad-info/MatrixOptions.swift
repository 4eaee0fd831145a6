import ArgumentParser
import H5AD
import ZMAPCore

/// Which matrix, and which genes.
struct MatrixOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The file to look at.", valueName: "file.h5ad"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The layer, X or raw; tpm_log, else X, else the only layer by default.", valueName: "name"))
  var layer: String?

  @Option(
    help: ArgumentHelp("Genes: a,b,c, or @file, or '-' for standard input.", valueName: "list"))
  var genes: String?

  func source(_ file: AnnDataFile) throws(Failure) -> AnnDataFile.MatrixSource {
    if let layer { return try file.source(layer) }
    return try file.defaultSource()
  }

  /// The genes asked for; nil when none are named, and all are meant.
  func selection(_ frame: DataFrame, _ session: Session) throws -> NameSelection? {
    guard let genes else { return nil }
    return try NameSelection(NameList(genes).names, in: frame, what: "gene", session.diagnostics)
  }
}

extension WorkerPool {
  /// Decoders for all processors.
  static func decoders() -> WorkerPool {
    // The owner of the pool is one of its threads, and has its stack.
    MemoryBound.raise(forThreads: processorCount() - 1)
    return WorkerPool(threads: processorCount())
  }
}
