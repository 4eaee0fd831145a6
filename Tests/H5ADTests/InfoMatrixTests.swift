import H5AD
import TestSupport
import Testing
import ZMAPCore

/// Entries, statistics and expression against SciPy, NumPy and pandas, as `Tests/Oracle/info_matrices.py` wrote
/// them down.
@Suite(.serialized) struct InfoMatrixTests {
  static let expected = Oracle("info_matrices.tsv")

  @Test(arguments: expected.files) func agreesWithScipyAndPandas(_ name: String) throws {
    let path = try #require(Oracle.path(name))
    let pool = WorkerPool(threads: 2)
    do {
      let file = try AnnDataFile(reading: path)
      for line in Self.expected.lines[name] ?? [] {
        let source = try file.source(String(line[1]))
        let fields = line.dropFirst(3).map(String.init)
        switch line[2] {
        case "entries": #expect(try entries(file, source, pool) == fields[0], "\(name) \(line[1])")
        case "stats":
          let got = try Statistics(file, source, pool).row.dropFirst().dropLast()
          // Density comes third; the script has it from the others.
          let values = [got[1], got[2], got[4], got[5], got[6], got[7], got[8]]
          #expect(agree(values, fields), "\(name) \(line[1]) \(values) \(fields)")
        default: try expression(file, source, fields, pool, "\(name) \(line[1])")
        }
      }
    } catch let failure as Failure where failure.reason.hasSuffix("which is not installed") {
      // Blosc and Zstandard need a plug-in, which not every machine has.
    }
  }

  private func entries(
    _ file: AnnDataFile, _ source: AnnDataFile.MatrixSource, _ pool: WorkerPool
  ) throws -> String {
    var hash = Hash()
    let entries = try Entries(
      file.matrix(source), cells: Entries.Names(file.obs, nil),
      genes: Entries.Names(file.genes(of: source), nil),
      pool)
    try entries.write { hash.add($0.map(\.plainText).joined(separator: "\t")) }
    return hash.text
  }

  private func expression(
    _ file: AnnDataFile, _ source: AnnDataFile.MatrixSource, _ fields: [String], _ pool: WorkerPool,
    _ what: String
  ) throws {
    let genes = try file.genes(of: source)
    let selection = try NameSelection(
      [fields[2]], in: genes, what: "gene", Diagnostics(tool: "test", verbosity: .quiet))
    let expression = try Expression(
      file.matrix(source), genes: selection, by: Grouping(file.obs.column(fields[0])), pool)
    var rows: [[Value]] = []
    try expression.write { if $0[0].plainText == fields[1] { rows.append($0) } }
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect(agree(Array(row.dropFirst(2)), Array(fields.dropFirst(3))), "\(what) \(row) \(fields)")
  }

  /// Whether numbers agree to nine digits: sums of another order differ in the last ones.
  private func agree(_ values: [Value], _ texts: [String]) -> Bool {
    values.count == texts.count
      && zip(values, texts).allSatisfy { value, text in
        if value.plainText == text { return true }
        guard let left = Double(value.plainText), let right = Double(text) else { return false }
        return abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1e-3)
      }
  }
}
