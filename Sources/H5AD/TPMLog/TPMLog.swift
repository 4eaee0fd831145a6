import ZMAPCore

/// The layer `tpm_log`: counts per million of each cell, then log1p, written into the file the counts are in.
///
/// Comes in: a path and what to do. Goes out: the same file with one more layer, or untouched. Never happens
/// here: a count is changed, the matrix is held in memory, or a value that was not checked gets into a layer.
package struct TPMLog: Sendable {
  /// What becomes of `/X`.
  package enum Root: Sendable { case move, keep, drop }

  package var source = "raw_nolog"
  package var layer = "tpm_log"
  package var normalization = Normalization()
  package var replaces = false
  package var root = Root.move
  package var compression = LayerCompression.same
  package var copiesStructure = false
  package var marksLog1p = false
  package var threads = WorkerPool.processorCount()

  package init() {}

  /// What there is to do for a file.
  package enum Action: Equatable, Sendable {
    case write, replace
    /// The layer is there already.
    case present
    /// The source is not there.
    case absent
  }

  /// What `run` would do.
  package struct Plan: Sendable {
    package let action: Action
    /// `layers/raw_nolog`, `X`, `raw/X`; nil when it is not there.
    package let source: String?
    package let layer: String
    package let cells: Int
    package let storedEntries: Int
    /// The most that is appended, before compression.
    package let bytes: Int64
    /// What an interrupted run had left was undone while looking.
    package let recovery: Journal.Recovery

    /// The action in a table.
    package var word: String {
      switch action {
      case .write: "write"
      case .replace: "replace"
      case .present, .absent: "none"
      }
    }
  }

  /// Why `name` can't name a layer; nil when it can. A slash would make groups of it, which nothing can read.
  package static func objection(toLayer name: String) -> String? {
    if name.isEmpty || name == "." || name == ".." { return "not a name" }
    if name.utf8.contains(UInt8(ascii: "/")) { return "a layer's name has no slash" }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return "control character in the name"
    }
    return nil
  }

  /// Undoes what an interrupted run left in the file.
  package static func rollBack(_ path: String) throws(Failure) -> Journal.Recovery {
    let file = try HDF5File.openRegular(path, .read)
    defer { withExtendedLifetime(file) {} }
    return try Journal.recover(path)
  }

  package func missingSource(_ path: String) -> Failure {
    Failure(
      .noInput, .find, "\(path):/\(source == "X" || source == "raw" ? source : "layers/\(source)")",
      "not there")
  }

  /// Looks at a file without changing it.
  ///
  /// - Throws: `Failure` for everything that headers tell against writing the layer.
  package func plan(_ path: String) throws(Failure) -> Plan {
    let file = try AnnDataFile(reading: path)
    return try plan(file, recovery: file.hdf5.recovery)
  }

  private func plan(_ file: AnnDataFile, recovery: Journal.Recovery) throws(Failure) -> Plan {
    let cells = try file.obs.rowCount
    func plan(_ action: Action, _ source: String?, _ entries: Int = 0, _ bytes: Int64 = 0) -> Plan {
      Plan(
        action: action, source: source, layer: "layers/\(layer)", cells: cells, storedEntries: entries,
        bytes: bytes, recovery: recovery)
    }
    let isPresent = try file.layerNames.contains(layer)
    guard let found = try file.matrixSources().first(where: { $0.name == source || $0.path == source }) else {
      return plan(.absent, nil)
    }
    if isPresent && !replaces { return plan(.present, found.path) }
    let matrix = try file.matrix(found)
    try requireFit(matrix, file)
    let isDouble = try number(of: matrix.data) == .float64
    var bytes = Int64(clamping: matrix.data.count).multipliedReportingOverflow(by: isDouble ? 8 : 4)
      .partialValue
    if copiesStructure, case .sparse(let sparse) = matrix {
      bytes = bytes &+ sparse.indices.storedBytes &+ sparse.indptr.storedBytes
    }
    return plan(isPresent ? .replace : .write, found.path, matrix.data.count, bytes)
  }

  /// Writes the layer into the file at `path`.
  ///
  /// - Parameters:
  ///   - isPrivate: the file is a copy that nobody else sees yet, so that no journal is needed.
  ///   - progress: is told how many cells are done, of how many.
  /// - Returns: what was done.
  /// - Throws: `Failure` or `Interrupted`; the file is then as it was.
  package func run(
    _ path: String, isPrivate: Bool = false, calls: any StorageCalls = KernelCalls(),
    progress: (_ done: Int, _ all: Int) -> Void
  ) throws -> Action {
    let storage = try Storage(path, isPrivate: isPrivate, calls: calls)
    do {
      let action = try write(storage, progress)
      guard action == .write || action == .replace else {
        storage.discard()
        return action
      }
      try storage.commit()
      return action
    } catch {
      storage.discard()
      throw error
    }
  }

  /// Everything up to the commit; all ids of the file are gone when it returns.
  private func write(_ storage: Storage, _ progress: (Int, Int) -> Void) throws -> Action {
    let file = try AnnDataFile(storage.open())
    let plan = try plan(file, recovery: .none)
    guard let path = plan.source, plan.action == .write || plan.action == .replace else { return plan.action }
    let source = AnnDataFile.MatrixSource(name: self.source, path: path)
    let matrix = try file.matrix(source)
    let writer = StorageWriter(file.hdf5, storage)
    let pool = WorkerPool(threads: threads)
    defer { pool.stop() }
    let work = LayerWork(task: self, file: file, writer: writer, storage: storage, pool: pool)
    let layer: any HDF5Object
    do {
      layer = try work.make(matrix, progress)
    } catch let refused as Refused {
      throw work.failure(refused, matrix)
    }
    let x = OriginalX(task: self, file: file, writer: writer, storage: storage, pool: pool)
    try LayerLinks(task: self, file: file, writer: writer).attach(layer, x)
    try storage.flush()
    return plan.action
  }

  /// A layer must have a row for each cell and a column for each gene, or nothing can read the file.
  private func requireFit(_ matrix: Matrix, _ file: AnnDataFile) throws(Failure) {
    let (cells, genes) = (try file.obs.rowCount, try file.var.rowCount)
    guard matrix.rows == cells, matrix.columns == genes else {
      throw Failure(
        .badData, .read, matrix.name,
        "its shape is \(matrix.rows)x\(matrix.columns), but a layer of this file is \(cells)x\(genes)")
    }
  }

  /// The type of counts; refuses what has no meaning as one.
  private func number(of data: HDF5Dataset) throws(Failure) -> StoredNumber {
    guard let (number, _) = data.type.storedNumber else {
      throw data.bad("counts of type \(data.type.numpyName) are not handled")
    }
    return number
  }
}
