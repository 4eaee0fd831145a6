import CHDF5
import ZMAPCore

/// A dataset: its description, which costs a few reads of headers, and access to its values in slabs.
package final class HDF5Dataset: HDF5Object {
  package let handle: HDF5Handle
  package let path: String
  package let file: HDF5File
  package let type: HDF5Datatype
  package let layout: HDF5Layout
  /// In the order of writing.
  package let filters: [HDF5Filter]
  /// Of a virtual dataset it is unknown, and given as null: to ask would open the other files.
  package let shape: HDF5Shape

  package init(_ handle: HDF5Handle, _ path: String, _ file: HDF5File) throws(Failure) {
    let name = file.name(path)
    let type = try HDF5Handle(
      HDF5.guarded { H5Dget_type(handle.id) }, closedBy: H5Tclose, orThrow: HDF5.failure(name))
    guard let described = HDF5Datatype(type.id) else {
      throw Failure(.badData, .read, name, "damaged: its data type makes no sense")
    }
    let list = try HDF5Handle(
      HDF5.guarded { H5Dget_create_plist(handle.id) }, closedBy: H5Pclose, orThrow: HDF5.failure(name))
    layout = try HDF5Dataset.layout(list.id, name)
    filters = try HDF5Dataset.filters(list.id, name)
    if layout == .virtual {
      shape = .null
    } else {
      let space = try HDF5Handle(
        HDF5.guarded { H5Dget_space(handle.id) }, closedBy: H5Sclose, orThrow: HDF5.failure(name))
      guard let extent = HDF5Shape(space.id) else {
        throw Failure(.badData, .read, name, "damaged: its shape makes no sense")
      }
      shape = extent
    }
    self.handle = handle
    self.path = path
    self.file = file
    self.type = described
  }

  /// The number of values in all.
  package var count: Int { shape.count }

  /// Where the values of a contiguous dataset begin in the file; nil for other layouts, or when none is stored.
  /// The corresponding C function is `H5Dget_offset`.
  var contiguousOffset: Int64? {
    layout == .contiguous ? Int64(exactly: HDF5.guarded { H5Dget_offset(handle.id) }) : nil
  }

  /// Bytes that the values take in the file, after compression; of variable text only the references.
  /// For a chunked dataset the cost grows with the number of chunks.
  /// The corresponding C function is `H5Dget_storage_size`.
  package var storedBytes: Int64 {
    layout == .virtual ? 0 : Int64(clamping: HDF5.guarded { H5Dget_storage_size(handle.id) })
  }

  /// Bytes of the values without compression.
  package var plainBytes: Int64 {
    let (bytes, overflows) = count.multipliedReportingOverflow(by: type.bytes)
    return overflows ? .max : Int64(bytes)
  }

  /// Makes sure that the values can be read, and that as many are there as the shape says.
  ///
  /// A shape alone proves nothing: HDF5 answers for values that were never written with zeros, as many as
  /// a damaged header asks for.
  /// - Throws: `Failure` for virtual and external data, for a filter without plug-in, for a shape that the
  ///   stored bytes can't fill.
  package func requireReadable() throws(Failure) {
    if isChecked { return }
    switch layout {
    case .virtual: throw bad("a virtual dataset, whose sources are not followed")
    case .external: throw bad("its values are in other files, which are not followed")
    case .compact, .contiguous, .chunked: break
    }
    if let missing = filters.first(where: { !$0.isAvailable }) {
      throw Failure(
        .badData, .read, name,
        "compressed by HDF5 filter \(missing.number) (\(missing.name)), which is not installed",
        hint: "HDF5_PLUGIN_PATH=<directory with the filter's plug-in>")
    }
    if let ratio = largestRatio {
      let stored = storedBytes
      let (bound, overflows) = stored.multipliedReportingOverflow(by: ratio)
      let slack: Int64 = 1 << 20
      guard overflows || plainBytes <= max(bound, bound &+ slack) else {
        throw bad(
          "damaged: its shape stands for \(ByteSize.text(plainBytes)), but only \(ByteSize.text(stored)) are stored"
        )
      }
    }
    isChecked = true
  }
  private var isChecked = false

  /// How many bytes one stored byte can stand for at most; nil where no bound is known.
  private var largestRatio: Int64? {
    var ratio: Int64 = 1
    for filter in filters {
      switch filter.number {
      // zlib's own statement, and what the formats' run lengths allow.
      case HDF5Filter.deflate: ratio *= 1040
      case HDF5Filter.lz4, HDF5Filter.lzf: ratio *= 260
      case HDF5Filter.shuffle, HDF5Filter.fletcher32: break
      default: return nil
      }
      if ratio > 1 << 40 { return nil }
    }
    return ratio
  }

  private static func layout(_ list: hid_t, _ name: String) throws(Failure) -> HDF5Layout {
    switch HDF5.guarded({ H5Pget_layout(list) }) {
    case H5D_COMPACT: return .compact
    case H5D_CONTIGUOUS: return HDF5.guarded { H5Pget_external_count(list) } > 0 ? .external : .contiguous
    case H5D_VIRTUAL: return .virtual
    case H5D_CHUNKED:
      var sizes = [hsize_t](repeating: 0, count: 32)
      let rank = HDF5.guarded { H5Pget_chunk(list, 32, &sizes) }
      guard rank > 0, rank <= 32 else { throw HDF5.failure(name) }
      let exact = sizes.prefix(Int(rank)).compactMap { Int(exactly: $0) }
      guard exact.count == Int(rank), !exact.contains(0), HDF5Shape.product(exact) != nil else {
        throw Failure(.badData, .read, name, "damaged: its chunk size makes no sense")
      }
      return .chunked(exact)
    default: throw HDF5.failure(name)
    }
  }

  private static func filters(_ list: hid_t, _ name: String) throws(Failure) -> [HDF5Filter] {
    let count = HDF5.guarded { H5Pget_nfilters(list) }
    guard count >= 0 else { throw HDF5.failure(name) }
    var filters: [HDF5Filter] = []
    for index in 0..<UInt32(count) {
      var (flags, parameterCount, configuration): (UInt32, Int, UInt32) = (0, 64, 0)
      var parameters = [UInt32](repeating: 0, count: parameterCount)
      var text = [CChar](repeating: 0, count: 256)
      let number = HDF5.guarded {
        H5Pget_filter2(list, index, &flags, &parameterCount, &parameters, 255, &text, &configuration)
      }
      guard number >= 0 else { throw HDF5.failure(name) }
      filters.append(
        HDF5Filter(
          number: Int(number), parameters: Array(parameters.prefix(min(parameterCount, 64))),
          isOptional: flags & UInt32(H5Z_FLAG_OPTIONAL) != 0,
          storedName: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)))
    }
    return filters
  }
}
