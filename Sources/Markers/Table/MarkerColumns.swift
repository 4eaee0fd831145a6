import ZMAPCore

/// The columns of a consensus report that mean something here.
package enum MarkerColumn {
  package static let group = "celltype"
  package static let gene = "gene"
}

/// What ranks the markers of a group.
package enum MarkerType: String, CaseIterable, Sendable {
  case overall, specificity, contrast, consensus, prevalence

  package static let standard = MarkerType.overall

  package var column: String { self == .overall ? "overall_rank" : "rank_\(rawValue)" }
}

/// What a threshold can be set on.
package enum MarkerMeasure: String, CaseIterable, Sendable {
  case supportRatio, log2FC, enrichment

  package var column: String {
    switch self {
    case .supportRatio: "support_ratio"
    case .log2FC: "global_log2fc"
    case .enrichment: "enrich_mean"
    }
  }

  /// The option that sets the threshold.
  package var option: String {
    switch self {
    case .supportRatio: "--min-support-ratio"
    case .log2FC: "--min-log2fc"
    case .enrichment: "--min-enrich"
    }
  }
}

/// A column of numbers that are computed with, by its place on disk.
enum NumberColumn {
  static let names = MarkerType.allCases.map(\.column) + MarkerMeasure.allCases.map(\.column)

  static func index(_ type: MarkerType) -> Int { names.firstIndex(of: type.column) ?? 0 }
  static func index(_ measure: MarkerMeasure) -> Int { names.firstIndex(of: measure.column) ?? 0 }
}

/// The heading of a table.
struct Heading: Equatable {
  /// Names as pandas makes them, the dropped first column left out.
  var names: [String]
  /// 1 when the first column is an index that nobody asked for.
  var dropped: Int

  /// - Parameter cells: the first record of the file.
  init(_ cells: [[UInt8]]) {
    var used: Set<String> = []
    var names: [String] = []
    for (index, cell) in cells.enumerated() {
      let text = cell.isEmpty ? "Unnamed: \(index)" : String(decoding: cell, as: UTF8.self)
      var name = text
      var times = 0
      // The second `gene` is `gene.1`.
      while !used.insert(name).inserted {
        times += 1
        name = "\(text).\(times)"
      }
      names.append(Heading.trimmed(name))
    }
    let isIndex = names.first.map { $0.hasPrefix("ZMAP_") || $0.hasPrefix("Unnamed:") } ?? false
    dropped = isIndex ? 1 : 0
    self.names = Array(names.dropFirst(dropped))
  }

  /// The columns there are, for a message about one that there is not.
  var list: String {
    let shown = names.prefix(40).map { $0.count > 60 ? $0.prefix(60) + "…" : $0 }.joined(separator: ", ")
    return names.count > 40 ? "\(shown) and \(names.count - 40) more" : shown
  }

  private static func trimmed(_ name: String) -> String {
    let scalars = name.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
