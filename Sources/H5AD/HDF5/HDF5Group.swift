import CHDF5
import ZMAPCore

/// A group: named links to groups and datasets of the same file.
package final class HDF5Group: HDF5Object {
  package let handle: HDF5Handle
  package let path: String
  package let file: HDF5File

  /// How a name leads to an object.
  package enum LinkKind: Sendable {
    case hard, soft
    /// Into another file, or of a kind that a plug-in defines: never followed.
    case foreign
  }

  package init(_ handle: HDF5Handle, _ path: String, _ file: HDF5File) {
    self.handle = handle
    self.path = path
    self.file = file
  }

  /// More links than this are taken for damage.
  private static let linkLimit = 1 << 21

  /// The names in the group as h5py gives them: in order of creation where the group keeps it, else by
  /// their bytes. The corresponding C function is `H5Literate`.
  package func names() throws(Failure) -> [String] {
    let box = NameBox()
    let status = HDF5.guarded {
      zmap_h5l_iterate(
        handle.id, tracksCreation ? 1 : 0,
        { text, _, context in
          guard let text, let context else { return -1 }
          let box = Unmanaged<NameBox>.fromOpaque(context).takeUnretainedValue()
          box.names.append(String(cString: text))
          return box.names.count > HDF5Group.linkLimit ? -1 : 0
        }, Unmanaged.passUnretained(box).toOpaque())
    }
    guard status >= 0 else { throw HDF5.failure(name) }
    return box.names
  }

  /// How `name` leads on, or nil when there is no such link. The corresponding C function is `H5Lget_info`.
  package func link(_ name: String) throws(Failure) -> LinkKind? {
    guard HDF5Group.isName(name) else { return nil }
    let exists = HDF5.guarded { H5Lexists(handle.id, name, zmap_h5p_default()) }
    guard exists >= 0 else { throw HDF5.failure(file.name(path(of: name))) }
    guard exists > 0 else { return nil }
    var kind: Int32 = 0
    guard HDF5.guarded({ zmap_h5l_kind(handle.id, name, &kind) }) >= 0 else {
      throw HDF5.failure(file.name(path(of: name)))
    }
    switch kind {
    case Int32(H5L_TYPE_HARD.rawValue): return .hard
    case Int32(H5L_TYPE_SOFT.rawValue): return .soft
    default: return .foreign
    }
  }

  /// The object that `name` leads to, or nil when there is none. The corresponding C function is `H5Oopen`.
  ///
  /// - Throws: `Failure` when the link leads out of the file, nowhere, or to something damaged.
  package func node(_ name: String) throws(Failure) -> HDF5Node? {
    let full = path(of: name)
    switch try link(name) {
    case nil: return nil
    case .foreign: throw Failure(.badData, .read, file.name(full), "an external link, which is not followed")
    case .soft:
      let id = HDF5.guarded { H5Oopen(handle.id, name, zmap_h5p_default()) }
      guard id >= 0 else {
        _ = HDF5.reason()
        throw Failure(.badData, .read, file.name(full), "a soft link that leads nowhere in this file")
      }
      return try HDF5Node(id, full, file)
    case .hard:
      let id = HDF5.guarded { H5Oopen(handle.id, name, zmap_h5p_default()) }
      return try HDF5Node(id, full, file)
    }
  }

  /// The dataset `name`; nil when there is none, or something else stands there.
  package func dataset(_ name: String) throws(Failure) -> HDF5Dataset? { try node(name)?.dataset }

  /// The group `name`; nil when there is none, or something else stands there.
  package func group(_ name: String) throws(Failure) -> HDF5Group? { try node(name)?.group }

  /// What stands at a path of several names below this group; nil when any of them is not there.
  package func descend(_ names: some Collection<String>) throws(Failure) -> HDF5Node? {
    var here = HDF5Node.group(self)
    for name in names {
      guard let next = try here.group?.node(name) else { return nil }
      here = next
    }
    return here
  }

  package func path(of name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }

  /// Whether `name` can be one link: a slash or a dot would make it a path.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  private var tracksCreation: Bool {
    let list = HDF5.guarded { H5Gget_create_plist(handle.id) }
    guard list >= 0 else { return false }
    defer { H5Pclose(list) }
    var flags: UInt32 = 0
    guard H5Pget_link_creation_order(list, &flags) >= 0 else { return false }
    return flags & UInt32(H5P_CRT_ORDER_TRACKED) != 0
  }
}
