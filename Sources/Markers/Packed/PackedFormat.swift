/// The packed table: this folder turns rows into blocks that a query can take one by one, and back. What is
/// read is checked against CRC-32 and bounds before it is used; what does not agree is never an answer.
///
/// Layout, in the byte order of the machine (a file of the other order has no known version):
/// a head of 64 bytes; blocks; then the meta part: number of rows, heading, groups with the row each ends
/// at, genes, and the directory of blocks.
///
/// Rows stand in output order of `overall_rank`: by group, then rank. A block is 1,024 rows of one column:
/// rows of tab-separated text as `--format table` prints them (LZ4), genes as numbers, one `Double` a measure,
/// and for each other type of rank the rows in its order.
enum PackedFormat {
  static let magic: UInt64 = 0x6B72_616D_5041_4D5A  // ZMAPmark
  static let version: UInt32 = 1
  static let headSize = 64
  static let blockRows = 1024
  static let blockShift = 10

  /// What a file must be for its packed table to be of use.
  struct Identity: Equatable, Sendable {
    var size: Int64
    var modified: Int64
    /// CRC-32 of the last bytes, where a zip keeps the CRC-32 of its entries.
    var tail: UInt32

    static let none = Identity(size: -1, modified: 0, tail: 0)
    static let tailSize: Int64 = 4096
  }

  /// A column of blocks.
  enum Column: Int, CaseIterable, Sendable {
    case text, gene
    case supportRatio, log2FC, enrichment
    case specificity, contrast, consensus, prevalence

    /// What a column holds.
    enum Content {
      case text, gene
      case measure(MarkerMeasure)
      case order(MarkerType)
    }

    var content: Content {
      switch self {
      case .text: .text
      case .gene: .gene
      case .supportRatio: .measure(.supportRatio)
      case .log2FC: .measure(.log2FC)
      case .enrichment: .measure(.enrichment)
      case .specificity: .order(.specificity)
      case .contrast: .order(.contrast)
      case .consensus: .order(.consensus)
      case .prevalence: .order(.prevalence)
      }
    }

    static func measure(_ measure: MarkerMeasure) -> Column {
      switch measure {
      case .supportRatio: .supportRatio
      case .log2FC: .log2FC
      case .enrichment: .enrichment
      }
    }

    /// Nil for the order that the rows stand in.
    static func order(_ type: MarkerType) -> Column? {
      switch type {
      case .overall: nil
      case .specificity: .specificity
      case .contrast: .contrast
      case .consensus: .consensus
      case .prevalence: .prevalence
      }
    }
  }

  /// Where a block stands.
  struct Block: Sendable {
    var offset: UInt64 = 0
    var stored: UInt32 = 0
    /// Its size in use; the same as `stored` when it is not compressed.
    var size: UInt32 = 0
    var crc: UInt32 = 0

    static let byteCount = 20
  }

  /// A packed table that is not what it should be. Not an error for the user: the table is built again.
  struct Damaged: Error {}
}
