import CHDF5
import ZMAPCore

/// Values of a dataset, slab by slab.
extension HDF5Dataset {
  /// One call gives at most this many bytes of values: more is a caller's mistake or a damaged size.
  package static let slabLimit = 64 << 20

  /// Values `from ..< from + count` of a one-dimensional (or scalar) dataset as numbers.
  ///
  /// - Throws: `Failure` when the range is not inside the dataset, or reading fails.
  /// The corresponding C function is `H5Dread`.
  package func read<Number: HDF5Number>(
    _: Number.Type = Number.self, from: Int = 0, count: Int
  ) throws(Failure) -> [Number] {
    try read(start: [from], counts: [count], of: Number.memoryType, initial: Number.zero)
  }

  /// All values of a small dataset, of any rank, in C order.
  package func readAll<Number: HDF5Number>(_: Number.Type = Number.self) throws(Failure) -> [Number] {
    try read(
      start: shape.sizes.map { _ in 0 }, counts: shape.sizes, of: Number.memoryType, initial: Number.zero)
  }

  /// A block of a dataset of any rank, in C order.
  package func read<Number: HDF5Number>(
    _: Number.Type = Number.self, start: [Int], counts: [Int]
  ) throws(Failure) -> [Number] {
    try read(start: start, counts: counts, of: Number.memoryType, initial: Number.zero)
  }

  /// As `read(from:count:)`, into memory of the caller's; `buffer.count` values.
  package func read<Number: HDF5Number>(
    into buffer: UnsafeMutableBufferPointer<Number>, from: Int
  ) throws(Failure) {
    guard !buffer.isEmpty else { return }
    try transfer([from], [buffer.count], Number.memoryType, UnsafeMutableRawPointer(buffer.baseAddress))
  }

  /// Addresses of objects, of a dataset of references.
  package func readReferences() throws(Failure) -> [hobj_ref_t] {
    guard type == .objectReference else { throw bad("not a dataset of references") }
    return try read(
      start: shape.sizes.map { _ in 0 }, counts: shape.sizes, of: zmap_h5t_reference(), initial: hobj_ref_t(0)
    )
  }

  /// The values as raw bytes of `memoryType`, `size` bytes each.
  func readBytes(
    start: [Int], counts: [Int], memoryType: hid_t, size: Int
  ) throws(Failure) -> [UInt8] {
    let count = HDF5Shape.product(counts) ?? .max
    let (bytes, overflows) = count.multipliedReportingOverflow(by: size)
    guard !overflows, bytes <= HDF5Dataset.slabLimit else { throw tooLarge }
    var result = [UInt8](repeating: 0, count: bytes)
    try fill(&result, start, counts, memoryType)
    return result
  }

  private func read<Element>(
    start: [Int], counts: [Int], of memoryType: hid_t, initial: Element
  ) throws(Failure) -> [Element] {
    let count = HDF5Shape.product(counts) ?? .max
    let (bytes, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflows, bytes <= HDF5Dataset.slabLimit else { throw tooLarge }
    var result = [Element](repeating: initial, count: count)
    try fill(&result, start, counts, memoryType)
    return result
  }

  private var tooLarge: Failure { bad("more values than are read at once; its size may be damaged") }

  private func fill<Element>(
    _ array: inout [Element], _ start: [Int], _ counts: [Int], _ memoryType: hid_t
  ) throws(Failure) {
    guard !array.isEmpty else { return }
    var failure: Failure?
    array.withUnsafeMutableBytes { buffer in
      do throws(Failure) {
        try transfer(start, counts, memoryType, buffer.baseAddress)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Reads the block `start`, `counts` into `target`, which has room for it.
  func transfer(
    _ start: [Int], _ counts: [Int], _ memoryType: hid_t, _ target: UnsafeMutableRawPointer?,
    transferList: hid_t = zmap_h5p_default()
  ) throws(Failure) {
    try requireReadable()
    if shape.rank == 0 {
      guard shape == .scalar, (start.first ?? 0) == 0, (HDF5Shape.product(counts) ?? 0) <= 1 else {
        throw bad("holds \(shape.count) values, not the ones looked for")
      }
      let status = HDF5.guarded {
        H5Dread(handle.id, memoryType, zmap_h5s_all(), zmap_h5s_all(), transferList, target)
      }
      guard status >= 0 else { throw HDF5.failure(name) }
      return
    }
    let sizes = shape.sizes
    guard start.count == sizes.count, counts.count == sizes.count,
      zip(zip(start, counts), sizes).allSatisfy({ $0.0 >= 0 && $0.1 >= 0 && $0.0 <= $1 && $0.1 <= $1 - $0.0 })
    else { throw bad("its shape is \(shape.text), which does not hold the values looked for") }
    let space = try HDF5Handle(
      HDF5.guarded { H5Dget_space(handle.id) }, closedBy: H5Sclose, orThrow: HDF5.failure(name))
    let block = counts.map { hsize_t($0) }
    let selected = HDF5.guarded {
      H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start.map { hsize_t($0) }, nil, block, nil)
    }
    guard selected >= 0 else { throw HDF5.failure(name) }
    let memory = try HDF5Handle(
      HDF5.guarded { H5Screate_simple(Int32(block.count), block, nil) }, closedBy: H5Sclose,
      orThrow: HDF5.failure(name))
    let status = HDF5.guarded { H5Dread(handle.id, memoryType, memory.id, space.id, transferList, target) }
    guard status >= 0 else { throw HDF5.failure(name) }
  }
}

extension HDF5Dataset {
  /// Reads a block and forgets it: whether its chunks can be decoded. Text of variable length is read by its
  /// references alone.
  package func readStored(start: [Int], counts: [Int]) throws(Failure) {
    switch type {
    case .variableString: _ = try readStrings(start: start, counts: counts)
    case .integer, .enumeration, .boolean, .float: _ = try read(Double.self, start: start, counts: counts)
    case .fixedString, .compound, .objectReference, .other, .array:
      let stored = try HDF5Handle(
        HDF5.guarded { H5Dget_type(handle.id) }, closedBy: H5Tclose, orThrow: HDF5.failure(name))
      guard !type.holdsPointers else { return }
      _ = try readBytes(start: start, counts: counts, memoryType: stored.id, size: type.bytes)
    case .sequence: break
    }
  }
}

extension HDF5Datatype {
  /// Whether a value in memory leads to others, which would have to be given back one by one.
  fileprivate var holdsPointers: Bool {
    switch self {
    case .variableString, .sequence: true
    case .compound(let members, _): members.contains { $0.type.holdsPointers }
    case .array(_, let base): base.holdsPointers
    default: false
    }
  }
}
