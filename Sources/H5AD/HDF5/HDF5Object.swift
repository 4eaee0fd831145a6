import CHDF5
import ZMAPCore

/// What groups and datasets have in common: a place in a file, and attributes.
package protocol HDF5Object: AnyObject {
  var handle: HDF5Handle { get }
  /// From the root on: `/layers/raw_nolog`.
  var path: String { get }
  var file: HDF5File { get }
}

extension HDF5Object {
  /// How a failure names this object: `x.h5ad:/layers/raw_nolog`.
  package var name: String { file.name(path) }

  /// Where the object's header stands in the file: the same for all hard links to it.
  package var address: UInt64 {
    get throws(Failure) {
      var (address, kind, links): (UInt64, Int32, UInt32) = (0, 0, 0)
      guard HDF5.guarded({ zmap_h5o_info(handle.id, &address, &kind, &links) }) >= 0 else {
        throw HDF5.failure(name)
      }
      return address
    }
  }

  /// A failure of what this object holds.
  package func bad(_ reason: String) -> Failure { Failure(.badData, .read, name, reason) }
}

/// A group, or a dataset.
package enum HDF5Node {
  case group(HDF5Group)
  case dataset(HDF5Dataset)

  package var object: any HDF5Object {
    switch self {
    case .group(let group): group
    case .dataset(let dataset): dataset
    }
  }
  package var group: HDF5Group? { if case .group(let group) = self { group } else { nil } }
  package var dataset: HDF5Dataset? { if case .dataset(let dataset) = self { dataset } else { nil } }

  /// Takes over an object's id, whatever it is. The corresponding C function is `H5Iget_type`.
  init(_ id: hid_t, _ path: String, _ file: HDF5File) throws(Failure) {
    let handle = try HDF5Handle(id, closedBy: H5Oclose, orThrow: HDF5.failure(file.name(path)))
    switch HDF5.guarded({ H5Iget_type(id) }) {
    case H5I_GROUP: self = .group(HDF5Group(handle, path, file))
    case H5I_DATASET: self = .dataset(try HDF5Dataset(handle, path, file))
    default: throw Failure(.badData, .read, file.name(path), "neither a group nor a dataset")
    }
  }
}
