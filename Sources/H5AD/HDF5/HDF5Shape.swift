import CHDF5
import ZMAPCore

/// The extent of a dataset or attribute.
package enum HDF5Shape: Equatable, Sendable {
  /// No value at all: how AnnData writes None.
  case null
  case scalar
  /// The sizes, and how far each may grow (nil: without limit).
  case simple([Int], limits: [Int?])

  /// Describes the dataspace `id`; nil when it is damaged, or larger than this machine can count.
  init?(_ id: hid_t) {
    switch HDF5.guarded({ H5Sget_simple_extent_type(id) }) {
    case H5S_NULL: self = .null
    case H5S_SCALAR: self = .scalar
    case H5S_SIMPLE:
      let rank = HDF5.guarded { H5Sget_simple_extent_ndims(id) }
      guard rank >= 0, rank <= 32 else { return nil }
      var sizes = [hsize_t](repeating: 0, count: Int(rank))
      var limits = sizes
      guard HDF5.guarded({ H5Sget_simple_extent_dims(id, &sizes, &limits) }) >= 0 else { return nil }
      let exact = sizes.compactMap { Int(exactly: $0) }
      guard exact.count == sizes.count, HDF5Shape.product(exact) != nil else { return nil }
      self = .simple(exact, limits: limits.map { $0 == zmap_h5s_unlimited() ? nil : Int(exactly: $0) })
    default: return nil
    }
  }

  /// The sizes of all dimensions; none for a scalar.
  package var sizes: [Int] { if case .simple(let sizes, _) = self { sizes } else { [] } }

  package var rank: Int { sizes.count }

  /// The number of values.
  package var count: Int {
    switch self {
    case .null: 0
    case .scalar: 1
    case .simple(let sizes, _): HDF5Shape.product(sizes) ?? 0
    }
  }

  /// `30x20`; empty for a scalar.
  package var text: String { sizes.map(String.init).joined(separator: "x") }

  static func product(_ sizes: [Int]) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflows) = product.multipliedReportingOverflow(by: size)
      // A dimension of 0 makes the rest meaningless, but not wrong.
      if overflows { return sizes.contains(0) ? 0 : nil }
      product = next
    }
    return product
  }
}
