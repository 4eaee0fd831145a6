/// What exists: the reference datasets and the marker tables, with URL path and file name. This folder
/// holds facts that ZMAP publishes and opens no file and no connection.
package enum Atlas {
  /// The public object store; `--base-url` and `ZMAP_BASE_URL` name a mirror.
  package static let server = "https://pub-dbadc2c623224cb58d93cfa3b950fef5.r2.dev"

  /// The base URL in force, without a slash at its end.
  package static func baseURL(option: String?, _ environment: Environment) -> String {
    let base = option ?? environment["ZMAP_BASE_URL"] ?? server
    return base.hasSuffix("/") ? String(base.dropLast()) : base
  }
}

/// A file that the atlas publishes.
package struct PublishedFile: Equatable, Sendable {
  package enum Content: String, Sendable { case h5ad, markers }

  /// What the user calls it: a kind or a level.
  package let name: String
  package let content: Content
  /// The path of its URL under the base.
  package let urlPath: String
  /// Its name on disk, which zmap-tools uses too.
  package let fileName: String

  package func url(base: String) -> String { "\(base)/\(urlPath)" }

  /// Everything that is published: the kinds, then the levels.
  package static var all: [PublishedFile] {
    DatasetKind.allCases.map(\.file) + MarkerLevel.allCases.map(\.file)
  }
}

/// The preset reference datasets.
package enum DatasetKind: String, CaseIterable, Sendable {
  case raw, processed
  case processedSlim = "processed_slim"
  case processedSlimTPM = "processed_slim_tpm"
  case symphony

  package static let standard = DatasetKind.processedSlimTPM

  package var file: PublishedFile {
    let fileName =
      switch self {
      case .raw: "ZMAP_250402_raw.h5ad"
      case .processed: "ZMAP_251209_processed.h5ad"
      case .processedSlim: "ZMAP_251209_processed_slim.h5ad"
      case .processedSlimTPM: "ZMAP_251209_processed_slim_tpm.h5ad"
      case .symphony: "ZMAP_260103_symphony.h5ad"
      }
    return PublishedFile(name: rawValue, content: .h5ad, urlPath: "h5ad/\(fileName)", fileName: fileName)
  }
}

/// The annotation levels with a table of consensus markers, from coarse to fine.
package enum MarkerLevel: String, CaseIterable, Sendable {
  case germLayer = "GermLayer"
  case tissue = "Tissue"
  case cellType = "CellType"
  case cellTypeFine = "CellTypeFine"
  case cluster = "Cluster"
  case leiden100 = "Leiden100"

  package static let standard = MarkerLevel.cellType

  package var file: PublishedFile {
    // The server spells the last level with a small l; the local name does not.
    let remote = self == .leiden100 ? "leiden100" : rawValue
    return PublishedFile(
      name: rawValue, content: .markers,
      urlPath: "csv/consensus_markers/ZMAP_\(remote)_consensus_report.csv.zip",
      fileName: "\(rawValue)_consensus_report.csv.zip")
  }
}
