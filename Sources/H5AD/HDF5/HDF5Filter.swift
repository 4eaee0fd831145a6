import CHDF5
import ZMAPCore

/// One step of a dataset's filter pipeline, in the order of writing.
package struct HDF5Filter: Equatable, Sendable {
  /// The number registered with The HDF Group.
  package let number: Int
  package let parameters: [UInt32]
  /// A chunk may have been stored without it.
  package let isOptional: Bool
  /// The name that the file gives it.
  package let storedName: String

  package static let deflate = 1
  package static let shuffle = 2
  package static let fletcher32 = 3
  package static let lzf = 32000
  package static let blosc = 32001
  package static let lz4 = 32004
  package static let zstd = 32015

  private static let names = [
    deflate: "gzip", shuffle: "shuffle", fletcher32: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset",
    307: "bzip2", lzf: "lzf", blosc: "blosc", lz4: "lz4", 32008: "bitshuffle", 32013: "zfp", zstd: "zstd",
    32026: "blosc2",
  ]

  /// `gzip-4`, `lzf`, or what the file calls it.
  package var name: String {
    guard let known = HDF5Filter.names[number] else {
      return storedName.isEmpty ? "filter-\(number)" : storedName
    }
    switch number {
    case HDF5Filter.deflate: return parameters.first.map { "\(known)-\($0)" } ?? known
    case HDF5Filter.zstd: return parameters.first.map { "\(known)-\(Int32(bitPattern: $0))" } ?? known
    default: return known
    }
  }

  /// Whether the library can undo it here: built in, or a plug-in is installed.
  /// The corresponding C function is `H5Zfilter_avail`.
  package var isAvailable: Bool {
    defer { _ = HDF5.reason() }
    return HDF5.guarded { H5Zfilter_avail(H5Z_filter_t(number)) } > 0
  }

  /// Whether the library can apply it here. The corresponding C function is `H5Zget_filter_info`.
  var canWrite: Bool {
    var flags: UInt32 = 0
    defer { _ = HDF5.reason() }
    guard HDF5.guarded({ H5Zget_filter_info(H5Z_filter_t(number), &flags) }) >= 0 else { return false }
    return flags & UInt32(H5Z_FILTER_CONFIG_ENCODE_ENABLED) != 0
  }
}

/// How a dataset's values are stored.
package enum HDF5Layout: Equatable, Sendable {
  /// Inside the object's header.
  case compact
  case contiguous
  case chunked([Int])
  /// Made of pieces of other datasets: never read.
  case virtual
  /// In other files: never read.
  case external
}
