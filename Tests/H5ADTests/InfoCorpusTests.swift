import H5AD
import Testing
import TestSupport
import ZMAPCore

/// What anndata 0.12 finds in files, as `Tests/Oracle/info_expected.py` wrote it down.
///
/// Files that are not beside the checkout are left out; those of `Tests/Fixtures/h5ad` are always there.
@Suite(.serialized) struct InfoCorpusTests {
  static let expected = Oracle("info_expected.tsv")

  @Test(arguments: expected.files) func agreesWithAnndata(_ name: String) throws {
    do {
      try compare(name, try #require(Oracle.path(name)))
    } catch let failure as Failure where failure.reason.hasSuffix("which is not installed") {
      // Blosc and Zstandard need a plug-in, which not every machine has.
    }
  }

  private func compare(_ name: String, _ path: String) throws {
    for line in Self.expected.lines[name] ?? [] {
      if line[1] == "error" {
        // Big-endian matrices and damage at the edges are no reason for us to refuse the rest.
        continue
      }
      let file = try AnnDataFile(reading: path)
      let got: [String]
      switch line[1] {
      case "shape":
        let size = try file.dimensions()
        got = ["\(size.cells)", "\(size.genes)"]
      case "summary": got = [Hash.of([try Summary.text(file)])]
      case "frame":
        let frame = try line[2] == "obs" ? file.obs : file.var
        got = [String(line[2]), frame.indexName, try Hash.of(frame.index)]
      case "column":
        let column = try (line[2] == "obs" ? file.obs : file.var).column(String(line[3]))
        got = [String(line[2]), column.name, column.dtype, try Hash.of(column)]
      case "matrix":
        let matrix = try file.matrix(file.source(String(line[2])))
        var stored = ""
        if case .sparse(let sparse) = matrix { stored = "\(sparse.storedCount)" }
        got = [String(line[2]), "\(matrix.rows)x\(matrix.columns)", matrix.data.type.numpyName, stored]
      default: got = []
      }
      #expect(got == line.dropFirst(2).map(String.init), "\(name)")
    }
  }
}
