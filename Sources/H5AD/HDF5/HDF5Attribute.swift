import CHDF5
import ZMAPCore

/// A small named value of an object.
package final class HDF5Attribute {
  package let name: String
  package let type: HDF5Datatype
  package let shape: HDF5Shape
  private let handle: HDF5Handle
  private let owner: String

  /// An attribute is small; a larger one is taken for damage.
  private static let limit = 16 << 20

  /// - Parameter owner: the object's name for failures.
  init(_ handle: HDF5Handle, _ name: String, of owner: String) throws(Failure) {
    let type = try HDF5Handle(
      HDF5.guarded { H5Aget_type(handle.id) }, closedBy: H5Tclose, orThrow: HDF5.failure(owner))
    let space = try HDF5Handle(
      HDF5.guarded { H5Aget_space(handle.id) }, closedBy: H5Sclose, orThrow: HDF5.failure(owner))
    guard let described = HDF5Datatype(type.id), let shape = HDF5Shape(space.id),
      shape.count <= HDF5Attribute.limit / max(described.bytes, 16)
    else { throw Failure(.badData, .read, owner, "damaged: attribute '\(name)' makes no sense") }
    self.handle = handle
    self.name = name
    self.owner = owner
    self.type = described
    self.shape = shape
  }

  /// The values as text; nil when they are none.
  package func strings() throws(Failure) -> [String]? {
    guard type.isString else { return nil }
    let memory = try HDF5Handle(
      HDF5.guarded { H5Aget_type(handle.id) }, closedBy: H5Tclose, orThrow: HDF5.failure(owner))
    if case .fixedString(let bytes, let isSpacePadded) = type {
      var raw = [UInt8](repeating: 0, count: shape.count * bytes)
      try read(memory.id, &raw)
      return HDF5Text.fixed(raw, bytes, isSpacePadded: isSpacePadded)
    }
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: shape.count)
    try read(memory.id, &pointers)
    defer { for pointer in pointers { H5free_memory(pointer) } }
    return pointers.map { $0.map { String(cString: $0) } ?? "" }
  }

  /// The values as numbers; nil when they are text or compounds. A boolean counts as 0 or 1.
  package func numbers<Number: HDF5Number>(_: Number.Type = Number.self) throws(Failure) -> [Number]? {
    switch type {
    case .integer, .float, .boolean, .enumeration:
      var values = [Number](repeating: Number.zero, count: shape.count)
      try read(Number.memoryType, &values)
      return values
    default: return nil
    }
  }

  /// Addresses of objects; nil when the values are none.
  package func references() throws(Failure) -> [hobj_ref_t]? {
    guard type == .objectReference else { return nil }
    var values = [hobj_ref_t](repeating: 0, count: shape.count)
    try read(zmap_h5t_reference(), &values)
    return values
  }

  private func read<Element>(_ memoryType: hid_t, _ target: inout [Element]) throws(Failure) {
    guard !target.isEmpty else { return }
    let status = target.withUnsafeMutableBytes { buffer in
      HDF5.guarded { H5Aread(handle.id, memoryType, buffer.baseAddress) }
    }
    guard status >= 0 else { throw HDF5.failure(owner) }
  }
}

extension HDF5Object {
  /// The attribute `key`, or nil when there is none. The corresponding C function is `H5Aopen`.
  package func attribute(_ key: String) throws(Failure) -> HDF5Attribute? {
    let exists = HDF5.guarded { H5Aexists(handle.id, key) }
    guard exists >= 0 else { throw HDF5.failure(name) }
    guard exists > 0 else { return nil }
    let id = HDF5.guarded { H5Aopen(handle.id, key, zmap_h5p_default()) }
    return try HDF5Attribute(
      HDF5Handle(id, closedBy: H5Aclose, orThrow: HDF5.failure(name)), key, of: name)
  }

  /// The names of all attributes. The corresponding C function is `H5Aiterate2`.
  package func attributeNames() throws(Failure) -> [String] {
    let box = NameBox()
    let status = HDF5.guarded {
      zmap_h5a_iterate(
        handle.id,
        { text, _, context in
          guard let text, let context else { return -1 }
          Unmanaged<NameBox>.fromOpaque(context).takeUnretainedValue().names.append(String(cString: text))
          return 0
        }, Unmanaged.passUnretained(box).toOpaque())
    }
    guard status >= 0 else { throw HDF5.failure(name) }
    return box.names
  }

  /// The text of an attribute that holds one, as a scalar or in an array of one; nil otherwise.
  package func string(_ key: String) throws(Failure) -> String? {
    guard let strings = try attribute(key)?.strings(), strings.count == 1 else { return nil }
    return strings[0]
  }

  /// All texts of an attribute; nil when it isn't there or holds none.
  package func strings(_ key: String) throws(Failure) -> [String]? { try attribute(key)?.strings() }

  /// All numbers of an attribute as integers, whatever number type they are stored as.
  package func integers(_ key: String) throws(Failure) -> [Int]? {
    guard let attribute = try attribute(key) else { return nil }
    if case .float = attribute.type {
      return try attribute.numbers(Double.self)?.compactMap { Int(exactly: $0) }
    }
    return try attribute.numbers(Int64.self)?.map(Int.init)
  }

  /// A truth stored as NumPy's bool or as a number, alone or in an array of one.
  package func boolean(_ key: String) throws(Failure) -> Bool? {
    guard let numbers = try attribute(key)?.numbers(Int64.self), numbers.count == 1 else { return nil }
    return numbers[0] != 0
  }

  /// The object that a reference in the attribute `key` leads to; nil when the attribute isn't there or is
  /// something else. The corresponding C function is `H5Rdereference2`.
  ///
  /// - Throws: `Failure` when the reference dangles.
  package func referenced(_ key: String) throws(Failure) -> HDF5Node? {
    guard var references = try attribute(key)?.references(), references.count == 1 else { return nil }
    let id = HDF5.guarded { H5Rdereference2(handle.id, zmap_h5p_default(), H5R_OBJECT, &references) }
    guard id >= 0 else {
      _ = HDF5.reason()
      throw bad("its attribute '\(key)' refers to nothing")
    }
    return try HDF5Node(id, "\(path)@\(key)", file)
  }
}

/// Where names are put that the library visits.
final class NameBox { var names: [String] = [] }
