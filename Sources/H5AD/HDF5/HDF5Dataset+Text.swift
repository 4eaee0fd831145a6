import CHDF5
import ZMAPCore

/// Text and fields of compound values.
extension HDF5Dataset {
  /// Values `from ..< from + count` of a one-dimensional (or scalar) dataset of strings, or of the string
  /// field `field` of its compounds.
  ///
  /// - Throws: `Failure` when it holds no strings, or more than `slabLimit` bytes of them in the range.
  /// The corresponding C function is `H5Dread`.
  package func readStrings(field: String? = nil, from: Int = 0, count: Int) throws(Failure) -> [String] {
    try readStrings(
      field: field, start: shape.rank == 0 ? [] : [from], counts: shape.rank == 0 ? [] : [count])
  }

  /// A block of strings of any rank, in C order.
  package func readStrings(
    field: String? = nil, start: [Int], counts: [Int]
  ) throws(Failure) -> [String] {
    let memory = try memoryType(field: field, nil)
    switch memory.described {
    case .fixedString(let bytes, let isSpacePadded):
      let raw = try readBytes(start: start, counts: counts, memoryType: memory.handle.id, size: bytes)
      return HDF5Text.fixed(raw, bytes, isSpacePadded: isSpacePadded)
    case .variableString:
      return try readVariable(start, counts, memory.handle)
    default: throw bad("not text")
    }
  }

  /// A block of numbers, or of the field `field` of compounds.
  package func read<Number: HDF5Number>(
    _: Number.Type = Number.self, field: String?, start: [Int], counts: [Int]
  ) throws(Failure) -> [Number] {
    guard let field else { return try read(Number.self, start: start, counts: counts) }
    let memory = try memoryType(field: field, Number.memoryType)
    let size = MemoryLayout<Number>.size
    let raw = try readBytes(start: start, counts: counts, memoryType: memory.handle.id, size: size)
    return raw.withUnsafeBytes { buffer in
      (0..<raw.count / size).map { buffer.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
    }
  }

  /// The type in memory of the whole value, or of a compound with `field` alone.
  ///
  /// - Parameter base: the type to read the field as; nil for the stored one.
  private func memoryType(
    field: String?, _ base: hid_t?
  ) throws(Failure) -> (handle: HDF5Handle, described: HDF5Datatype?) {
    let stored = try HDF5Handle(
      HDF5.guarded { H5Dget_type(handle.id) }, closedBy: H5Tclose, orThrow: HDF5.failure(name))
    guard let field else { return (stored, type) }
    guard case .compound(let members, _) = type, let index = members.firstIndex(where: { $0.name == field })
    else { throw bad("has no field '\(field)'") }
    let member = try HDF5Handle(
      HDF5.guarded { H5Tget_member_type(stored.id, UInt32(index)) }, closedBy: H5Tclose,
      orThrow: HDF5.failure(name))
    let inner = base ?? member.id
    let whole = try HDF5Handle(
      HDF5.guarded { H5Tcreate(H5T_COMPOUND, H5Tget_size(inner)) }, closedBy: H5Tclose,
      orThrow: HDF5.failure(name))
    guard HDF5.guarded({ H5Tinsert(whole.id, field, 0, inner) }) >= 0 else { throw HDF5.failure(name) }
    return (whole, members[index].type)
  }

  private func readVariable(
    _ start: [Int], _ counts: [Int], _ memory: HDF5Handle
  ) throws(Failure) -> [String] {
    let count = HDF5Shape.product(counts) ?? .max
    guard count <= HDF5Dataset.slabLimit / MemoryLayout<UnsafePointer<CChar>?>.stride else {
      throw bad("more values than are read at once; its size may be damaged")
    }
    let arena = HDF5Text.Arena(limit: HDF5Dataset.slabLimit)
    let list = try HDF5Handle(
      HDF5.guarded { H5Pcreate(zmap_h5p_dataset_transfer()) }, closedBy: H5Pclose, orThrow: HDF5.failure(name)
    )
    guard arena.install(in: list.id) else { throw HDF5.failure(name) }
    let pointers = UnsafeMutableBufferPointer<UnsafePointer<CChar>?>.allocate(capacity: max(count, 1))
    defer { pointers.deallocate() }
    pointers.initialize(repeating: nil)
    if count > 0 {
      do throws(Failure) {
        try transfer(
          start, counts, memory.id, UnsafeMutableRawPointer(pointers.baseAddress), transferList: list.id)
      } catch {
        throw arena.isFull ? bad("more text than is read at once; its sizes may be damaged") : error
      }
    }
    return pointers.prefix(count).map { $0.map { String(cString: $0) } ?? "" }
  }
}

/// Strings as the library hands them over.
enum HDF5Text {
  /// Texts of `bytes` bytes each; they end at the first NUL, and at the padding.
  static func fixed(_ raw: [UInt8], _ bytes: Int, isSpacePadded: Bool) -> [String] {
    guard bytes > 0 else { return [] }
    return stride(from: 0, to: raw.count, by: bytes).map { start in
      var text = raw[start..<start + bytes].prefix { $0 != 0 }
      if isSpacePadded { while text.last == UInt8(ascii: " ") { text.removeLast() } }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Where the library puts texts of variable length: freed in one piece, and bounded, since a damaged file
  /// may claim any length.
  final class Arena {
    private(set) var isFull = false
    private var blocks: [UnsafeMutableRawPointer] = []
    private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var left: Int
    private static let blockSize = 1 << 16

    init(limit: Int) { left = limit }

    deinit { for block in blocks { block.deallocate() } }

    /// Makes reads with the transfer list `list` allocate here; the arena must live until they are done.
    func install(in list: hid_t) -> Bool {
      let context = Unmanaged.passUnretained(self).toOpaque()
      return H5Pset_vlen_mem_manager(
        list,
        { size, context in
          context.flatMap { Unmanaged<Arena>.fromOpaque($0).takeUnretainedValue().allocate(size) }
        }, context, { _, _ in }, context) >= 0
    }

    private func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
      guard size <= left else {
        isFull = true
        return nil
      }
      left -= size
      if size > free.count {
        let room = max(size, Arena.blockSize)
        let block = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
        blocks.append(block)
        free = UnsafeMutableRawBufferPointer(start: block, count: room)
      }
      let start = free.baseAddress
      free = UnsafeMutableRawBufferPointer(rebasing: free.dropFirst((size + 7) & ~7))
      return start
    }
  }
}
