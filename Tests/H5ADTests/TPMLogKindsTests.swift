import H5AD
import TestSupport
import Testing
import ZMAPCore

/// The layer of each kind of matrix in `Fixtures/tpmlog`, against what scanpy makes of it (`expected.h5`).
/// `Tests/Oracle/tpmlog_kinds.py --tiny` writes them all.
@Suite struct TPMLogKindsTests {
  static let kinds: [String] = {
    let names = (try? FileSystem.names(in: Repository.fixture("tpmlog"))) ?? []
    return names.filter { $0.hasSuffix(".h5ad") }.map { String($0.dropLast(5)) }
  }()

  @Test(arguments: kinds) func givesWhatScanpyGives(_ kind: String) throws {
    let room = try TemporaryDirectory()
    let before = try #require(try AtomicFile.read(Repository.fixture("tpmlog/\(kind).h5ad")))
    let path = try room.write("x.h5ad", before)
    var task = TPMLog()
    task.threads = 2
    do {
      #expect(try patiently { try task.run(path) { _, _ in } } == .write)
    } catch let failure as Failure where failure.reason.contains("which is not installed") {
      // zstd, on a machine without the plug-in: refused, and untouched.
      #expect(kind == "zstd" && failure.reason.contains("32015"))
      #expect(try AtomicFile.read(path) == before)
      return
    }
    let file = try patiently { try AnnDataFile(reading: path) }
    let expected = try #require(
      try HDF5File(reading: Repository.fixture("tpmlog/expected.h5")).root.dataset(kind))
    let source = try file.matrix(file.source("raw_nolog"))
    let layer = try file.matrix(file.source("tpm_log"))
    #expect(layer.rows == source.rows && layer.columns == source.columns)
    #expect(layer.data.type == expected.type)
    if case .float(8, _) = expected.type {
      let (got, want) = (try layer.data.readAll(Double.self), try expected.readAll(Double.self))
      #expect(
        distance(got.map { Int64(bitPattern: $0.bitPattern) }, want.map { Int64(bitPattern: $0.bitPattern) })
          <= 2)
    } else {
      let (got, want) = (try layer.data.readAll(Float.self), try expected.readAll(Float.self))
      #expect(distance(got.map { Int64($0.bitPattern) }, want.map { Int64($0.bitPattern) }) <= 2)
    }
    if case .sparse(let made) = layer, case .sparse(let from) = source {
      #expect(made.format == from.format)
      // Shared, not copied.
      #expect(try made.indices.address == from.indices.address && made.indptr.address == from.indptr.address)
    }
    try isUntouched(source.data, "layers/raw_nolog", before, room)
  }

  @Test(arguments: ["csr_float32", "csc_float32", "dense_tall_chunk", "chunk_of_7", "lz4"])
  func doesNotDependOnThreads(_ kind: String) throws {
    let room = try TemporaryDirectory()
    let before = try #require(try AtomicFile.read(Repository.fixture("tpmlog/\(kind).h5ad")))
    let results = try [1, 2, 7].map { threads in
      let path = try room.write("\(threads).h5ad", before)
      var task = TPMLog()
      task.threads = threads
      _ = try patiently { try task.run(path) { _, _ in } }
      return try AtomicFile.read(path)
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  /// Largest difference in units in the last place; the bits of positive numbers count up.
  private func distance(_ got: [Int64], _ want: [Int64]) -> Int64 {
    guard got.count == want.count else { return .max }
    return zip(got, want).map { abs($0 - $1) }.max() ?? 0
  }

  private func isUntouched(_ data: HDF5Dataset, _ path: String, _ before: [UInt8], _ room: TemporaryDirectory)
    throws
  {
    let other = try room.write("old.h5ad", before)
    let old = try patiently { try AnnDataFile(reading: other) }
    let values = try old.matrix(old.source("raw_nolog")).data.readAll(Double.self)
    #expect(try data.readAll(Double.self) == values)
  }
}
