import CHDF5
import ZMAPCore

/// What the values of a dataset or attribute are, as stored.
package indirect enum HDF5Datatype: Equatable, Sendable {
  package enum ByteOrder: Equatable, Sendable { case little, big }

  /// One named part of a compound.
  package struct Member: Equatable, Sendable {
    package let name: String
    package let type: HDF5Datatype
  }

  case integer(bytes: Int, signed: Bool, ByteOrder)
  /// IEEE or not, of any size.
  case float(bytes: Int, ByteOrder)
  /// An enum of FALSE = 0 and TRUE = 1, as h5py writes NumPy's bool.
  case boolean
  /// Any other enum: its numbers.
  case enumeration(bytes: Int, signed: Bool, ByteOrder)
  /// Text in `bytes` bytes; `isSpacePadded` as Fortran does.
  case fixedString(bytes: Int, isSpacePadded: Bool)
  case variableString
  case compound([Member], bytes: Int)
  case array([Int], HDF5Datatype)
  case sequence(HDF5Datatype)
  case objectReference
  /// Region references, opaque bytes, bit fields, times.
  case other(String, bytes: Int)

  /// Nested deeper than this, a type is taken for damage.
  private static let depthLimit = 8

  /// Describes the type `id`, or nil when it can't be told.
  init?(_ id: hid_t, depth: Int = 0) {
    guard depth < HDF5Datatype.depthLimit else { return nil }
    let size = HDF5.guarded { H5Tget_size(id) }
    guard size > 0, let bytes = Int(exactly: size), bytes <= 1 << 30 else { return nil }
    switch HDF5.guarded({ H5Tget_class(id) }) {
    case H5T_INTEGER: self = .integer(bytes: bytes, signed: Self.isSigned(id), Self.order(id))
    case H5T_FLOAT: self = .float(bytes: bytes, Self.order(id))
    case H5T_ENUM:
      self =
        Self.isBoolean(id, bytes)
        ? .boolean : .enumeration(bytes: bytes, signed: Self.isSigned(id), Self.order(id))
    case H5T_STRING:
      if HDF5.guarded({ H5Tis_variable_str(id) }) > 0 {
        self = .variableString
      } else {
        self = .fixedString(
          bytes: bytes, isSpacePadded: HDF5.guarded { H5Tget_strpad(id) } == H5T_STR_SPACEPAD)
      }
    case H5T_COMPOUND:
      guard let members = Self.members(id, depth) else { return nil }
      self = .compound(members, bytes: bytes)
    case H5T_ARRAY:
      guard let shape = Self.arrayShape(id), let base = Self.base(id, depth) else { return nil }
      self = .array(shape, base)
    case H5T_VLEN:
      guard let base = Self.base(id, depth) else { return nil }
      self = .sequence(base)
    case H5T_REFERENCE:
      self =
        HDF5.guarded { H5Tequal(id, zmap_h5t_reference()) } > 0
        ? .objectReference : .other("reference", bytes: bytes)
    case H5T_OPAQUE: self = .other("opaque", bytes: bytes)
    case H5T_BITFIELD: self = .other("bitfield", bytes: bytes)
    default: self = .other("unknown", bytes: bytes)
    }
  }

  /// Bytes of one value as stored; text of variable length stands elsewhere, here is its reference of 16.
  package var bytes: Int {
    switch self {
    case .integer(let bytes, _, _), .float(let bytes, _), .enumeration(let bytes, _, _): bytes
    case .fixedString(let bytes, _), .compound(_, let bytes), .other(_, let bytes): bytes
    case .boolean: 1
    case .variableString, .sequence: 16
    case .objectReference: 8
    case .array(let shape, let base):
      shape.reduce(base.bytes) { $0.multipliedReportingOverflow(by: $1).partialValue }
    }
  }

  package var isString: Bool {
    switch self {
    case .fixedString, .variableString: true
    default: false
    }
  }

  package var isNumber: Bool {
    switch self {
    case .integer, .float: true
    default: false
    }
  }

  /// NumPy's name of the type: `float32`, `uint16`, `bool`, `object` for text.
  package var numpyName: String {
    switch self {
    case .integer(let bytes, let signed, _), .enumeration(let bytes, let signed, _):
      "\(signed ? "" : "u")int\(bytes * 8)"
    case .float(let bytes, _): "float\(bytes * 8)"
    case .boolean: "bool"
    case .fixedString, .variableString, .sequence, .objectReference: "object"
    case .compound(let members, let bytes) where Self.isComplex(members): "complex\(bytes * 8)"
    case .compound(let members, _):
      "[" + members.map { "\($0.name): \($0.type.numpyName)" }.joined(separator: ", ") + "]"
    case .array(let shape, let base): "\(base.numpyName)(\(shape.map(String.init).joined(separator: "x")))"
    case .other(let name, _): name
    }
  }

  private static func isComplex(_ members: [Member]) -> Bool {
    guard members.map(\.name) == ["r", "i"], case .float = members[0].type else { return false }
    return members[0].type == members[1].type
  }

  private static func isSigned(_ id: hid_t) -> Bool {
    if HDF5.guarded({ H5Tget_class(id) }) == H5T_ENUM {
      let base = HDF5.guarded { H5Tget_super(id) }
      guard base >= 0 else { return true }
      defer { H5Tclose(base) }
      return HDF5.guarded { H5Tget_sign(base) } != H5T_SGN_NONE
    }
    return HDF5.guarded { H5Tget_sign(id) } != H5T_SGN_NONE
  }

  private static func order(_ id: hid_t) -> ByteOrder {
    HDF5.guarded { H5Tget_order(id) } == H5T_ORDER_BE ? .big : .little
  }

  private static func isBoolean(_ id: hid_t, _ bytes: Int) -> Bool {
    guard bytes == 1, HDF5.guarded({ H5Tget_nmembers(id) }) == 2 else { return false }
    return (0..<2).allSatisfy { index -> Bool in
      var value: UInt8 = 0xFF
      guard HDF5.guarded({ H5Tget_member_value(id, UInt32(index), &value) }) >= 0 else { return false }
      return memberName(id, index)?.uppercased() == (value == 0 ? "FALSE" : value == 1 ? "TRUE" : "")
    }
  }

  private static func members(_ id: hid_t, _ depth: Int) -> [Member]? {
    let count = HDF5.guarded { H5Tget_nmembers(id) }
    guard count > 0, count <= 1 << 14 else { return nil }
    var members: [Member] = []
    for index in 0..<Int(count) {
      let part = HDF5.guarded { H5Tget_member_type(id, UInt32(index)) }
      guard part >= 0 else { return nil }
      defer { H5Tclose(part) }
      guard let name = memberName(id, index), let type = HDF5Datatype(part, depth: depth + 1) else {
        return nil
      }
      members.append(Member(name: name, type: type))
    }
    return members
  }

  private static func memberName(_ id: hid_t, _ index: Int) -> String? {
    guard let text = HDF5.guarded({ H5Tget_member_name(id, UInt32(index)) }) else { return nil }
    defer { H5free_memory(text) }
    return String(cString: text)
  }

  private static func arrayShape(_ id: hid_t) -> [Int]? {
    let rank = HDF5.guarded { H5Tget_array_ndims(id) }
    guard rank > 0, rank <= 32 else { return nil }
    var shape = [hsize_t](repeating: 0, count: Int(rank))
    guard HDF5.guarded({ H5Tget_array_dims2(id, &shape) }) >= 0 else { return nil }
    let sizes = shape.compactMap { Int(exactly: $0) }
    return sizes.count == shape.count ? sizes : nil
  }

  private static func base(_ id: hid_t, _ depth: Int) -> HDF5Datatype? {
    let base = HDF5.guarded { H5Tget_super(id) }
    guard base >= 0 else { return nil }
    defer { H5Tclose(base) }
    return HDF5Datatype(base, depth: depth + 1)
  }
}
