import ZMAPCore

/// How the values of a layer are compressed.
package enum LayerCompression: Equatable, Sendable {
  case same, none, lz4
  /// zlib's level, 1 to 9.
  case gzip(Int)

  /// `same`, `none`, `lz4`, `gzip` or `gzip:LEVEL`; nil for anything else.
  package init?(_ text: String) {
    switch text {
    case "same": self = .same
    case "none": self = .none
    case "lz4": self = .lz4
    case "gzip": self = .gzip(4)
    default:
      guard text.hasPrefix("gzip:"), let level = Int(text.dropFirst(5)), (1...9).contains(level) else {
        return nil
      }
      self = .gzip(level)
    }
  }

  /// The filters of a dataset with chunks of `chunkBytes` bytes of numbers of `size` bytes, after the source's.
  func filters(like source: HDF5Dataset, chunkBytes: Int, size: Int) -> [HDF5Filter] {
    switch self {
    case .none: return []
    case .gzip(let level): return [LayerCompression.deflate(level)]
    case .lz4:
      return [
        HDF5Filter(number: HDF5Filter.lz4, parameters: [], isOptional: true, storedName: "lz4")
      ]
    case .same:
      guard source.filters.allSatisfy({ LayerCompression.keepsEveryBit.contains($0.number) && $0.canWrite })
      else {
        return [LayerCompression.deflate(4)]
      }
      return source.filters.map { filter in
        switch filter.number {
        case HDF5Filter.shuffle: filter.with([UInt32(size)])
        case HDF5Filter.lzf: filter.with([4, 261, UInt32(clamping: chunkBytes)])
        default: filter
        }
      }
    }
  }

  /// Filters that give back every bit, so that a layer may be compressed like its source.
  private static let keepsEveryBit: Set = [
    HDF5Filter.deflate, HDF5Filter.shuffle, HDF5Filter.fletcher32, HDF5Filter.lzf, HDF5Filter.lz4,
    HDF5Filter.blosc, HDF5Filter.zstd, 307, 32008, 32026,
  ]

  private static func deflate(_ level: Int) -> HDF5Filter {
    HDF5Filter(
      number: HDF5Filter.deflate, parameters: [UInt32(level)], isOptional: true, storedName: "deflate")
  }
}

extension HDF5Filter {
  /// The same filter with other parameters.
  func with(_ parameters: [UInt32]) -> HDF5Filter {
    HDF5Filter(number: number, parameters: parameters, isOptional: isOptional, storedName: storedName)
  }
}
