import CHDF5
import ZMAPCore

/// Makes objects in a file that was opened through `Storage`: anonymous at first, linked when they are whole.
package struct StorageWriter {
  package let file: HDF5File
  private let storage: Storage

  package init(_ file: HDF5File, _ storage: Storage) {
    self.file = file
    self.storage = storage
  }

  /// A group that no link leads to yet. `path` is where it will be. The corresponding C function is `H5Gcreate_anon`.
  ///
  /// Neither groups nor datasets keep a time, so that the same input gives the same bytes.
  package func group(_ path: String) throws(Failure) -> HDF5Group {
    let list = try own(HDF5.guarded { H5Pcreate(zmap_h5p_group_create()) }, H5Pclose, path)
    try check(H5Pset_obj_track_times(list.id, false), path)
    let id = HDF5.guarded { H5Gcreate_anon(file.handle.id, list.id, zmap_h5p_default()) }
    return HDF5Group(try own(id, H5Gclose, path), path, file)
  }

  /// A dataset of floating-point numbers that no link leads to yet.
  ///
  /// - Parameters:
  ///   - sizes: its shape.
  ///   - chunk: the shape of its chunks; nil for contiguous.
  ///   - isExtensible: whether later writers may append to it, as anndata makes the parts of sparse matrices.
  /// The corresponding C function is `H5Dcreate_anon`.
  package func dataset(
    _ path: String, isDouble: Bool, sizes: [Int], chunk: [Int]?, filters: [HDF5Filter], isExtensible: Bool
  ) throws(Failure) -> HDF5Dataset {
    let list = try own(HDF5.guarded { H5Pcreate(zmap_h5p_dataset_create()) }, H5Pclose, path)
    try check(H5Pset_obj_track_times(list.id, false), path)
    if let chunk {
      let sizes = chunk.map { hsize_t($0) }
      try check(HDF5.guarded { H5Pset_chunk(list.id, Int32(sizes.count), sizes) }, path)
      for filter in filters {
        let flags = filter.isOptional ? UInt32(H5Z_FLAG_OPTIONAL) : UInt32(H5Z_FLAG_MANDATORY)
        try check(
          HDF5.guarded {
            H5Pset_filter(
              list.id, H5Z_filter_t(filter.number), flags, filter.parameters.count, filter.parameters)
          }, path)
      }
    }
    let limits = sizes.map { isExtensible ? zmap_h5s_unlimited() : hsize_t($0) }
    let space = try own(
      HDF5.guarded { H5Screate_simple(Int32(sizes.count), sizes.map { hsize_t($0) }, limits) }, H5Sclose, path
    )
    let type = isDouble ? zmap_h5t_ieee_f64le() : zmap_h5t_ieee_f32le()
    let id = HDF5.guarded { H5Dcreate_anon(file.handle.id, type, space.id, list.id, zmap_h5p_default()) }
    return try HDF5Dataset(own(id, H5Dclose, path), path, file)
  }

  /// A dataset without values, which is how AnnData writes None.
  package func null(_ path: String) throws(Failure) -> HDF5Dataset {
    let space = try own(HDF5.guarded { H5Screate(H5S_NULL) }, H5Sclose, path)
    let list = try own(HDF5.guarded { H5Pcreate(zmap_h5p_dataset_create()) }, H5Pclose, path)
    try check(H5Pset_obj_track_times(list.id, false), path)
    let id = HDF5.guarded {
      H5Dcreate_anon(file.handle.id, zmap_h5t_ieee_f32le(), space.id, list.id, zmap_h5p_default())
    }
    return try HDF5Dataset(own(id, H5Dclose, path), path, file)
  }

  /// Stores a chunk that is encoded already. The corresponding C function is `H5Dwrite_chunk`.
  package func writeChunk(
    _ bytes: UnsafeRawBufferPointer, mask: UInt32, at start: [Int], of dataset: HDF5Dataset
  ) throws(Failure) {
    try check(
      HDF5.guarded {
        H5Dwrite_chunk(
          dataset.handle.id, zmap_h5p_default(), mask, start.map { hsize_t($0) }, bytes.count,
          bytes.baseAddress)
      }, dataset.path)
  }

  /// Allocates a chunk of `count` bytes that will be appended by `Storage.Appender`, and tells where.
  package func placeChunk(_ count: Int, at start: [Int], of dataset: HDF5Dataset) throws(Failure) -> Int64 {
    // The library compares the address with nothing and reads nothing from it.
    let content = StorageWriter.probe
    let found = storage.place(of: content) {
      HDF5.guarded {
        H5Dwrite_chunk(
          dataset.handle.id, zmap_h5p_default(), 0, start.map { hsize_t($0) }, count,
          UnsafeRawPointer(content))
      } >= 0
    }
    try check(0, dataset.path)
    guard let found, found.count == count else { throw storage.failure(dataset.name) }
    return found.offset
  }

  nonisolated(unsafe) private static let probe = UnsafeMutableRawPointer.allocate(
    byteCount: 64, alignment: 64)

  package var appender: Storage.Appender { storage.appender }

  package func didAppend(_ count: Int, upTo end: Int64) { storage.didAppend(count, upTo: end) }

  /// Writes a block of values and leaves layout and filters to the library. The corresponding C function is `H5Dwrite`.
  package func write<Number: HDF5Number>(
    _ values: UnsafeBufferPointer<Number>, at start: [Int], counts: [Int], of dataset: HDF5Dataset
  ) throws(Failure) {
    let path = dataset.path
    let space = try own(HDF5.guarded { H5Dget_space(dataset.handle.id) }, H5Sclose, path)
    let block = counts.map { hsize_t($0) }
    try check(
      HDF5.guarded {
        H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start.map { hsize_t($0) }, nil, block, nil)
      }, path)
    let memory = try own(HDF5.guarded { H5Screate_simple(Int32(block.count), block, nil) }, H5Sclose, path)
    try check(
      HDF5.guarded {
        H5Dwrite(
          dataset.handle.id, Number.memoryType, memory.id, space.id, zmap_h5p_default(), values.baseAddress)
      }, path)
  }

  /// Gives an object what AnnData tells elements by.
  package func encode(_ object: some HDF5Object, type: String, version: String) throws(Failure) {
    try attribute(object, "encoding-type", type)
    try attribute(object, "encoding-version", version)
  }

  /// A text attribute, scalar and of variable length, as h5py writes them. The corresponding C function is `H5Awrite`.
  package func attribute(_ object: some HDF5Object, _ key: String, _ text: String) throws(Failure) {
    let type = try own(HDF5.guarded { H5Tcopy(zmap_h5t_string()) }, H5Tclose, object.path)
    try check(H5Tset_size(type.id, zmap_h5t_variable()), object.path)
    try check(H5Tset_cset(type.id, H5T_CSET_UTF8), object.path)
    let space = try own(HDF5.guarded { H5Screate(H5S_SCALAR) }, H5Sclose, object.path)
    let attribute = try attribute(object, key, type.id, space.id)
    let status = text.withCString { pointer in
      var pointer: UnsafePointer<CChar>? = pointer
      return HDF5.guarded { H5Awrite(attribute.id, type.id, &pointer) }
    }
    try check(status, object.path)
  }

  /// An attribute of several integers.
  package func attribute(_ object: some HDF5Object, _ key: String, _ numbers: [Int]) throws(Failure) {
    var count = hsize_t(numbers.count)
    let space = try own(HDF5.guarded { H5Screate_simple(1, &count, nil) }, H5Sclose, object.path)
    let attribute = try attribute(object, key, zmap_h5t_std_i64le(), space.id)
    let values = numbers.map { Int64($0) }
    try check(HDF5.guarded { H5Awrite(attribute.id, zmap_h5t_int64(), values) }, object.path)
  }

  private func attribute(
    _ object: some HDF5Object, _ key: String, _ type: hid_t, _ space: hid_t
  ) throws(Failure) -> HDF5Handle {
    let id = HDF5.guarded {
      H5Acreate2(object.handle.id, key, type, space, zmap_h5p_default(), zmap_h5p_default())
    }
    return try own(id, H5Aclose, object.path)
  }

  /// Makes `name` in `group` one more hard link to `object`. The corresponding C function is `H5Olink`.
  package func link(_ object: some HDF5Object, as name: String, in group: HDF5Group) throws(Failure) {
    try check(
      HDF5.guarded {
        H5Olink(object.handle.id, group.handle.id, name, zmap_h5p_default(), zmap_h5p_default())
      },
      group.path(of: name))
  }

  /// Takes the link `name` away; what nothing else leads to is gone. The corresponding C function is `H5Ldelete`.
  package func unlink(_ name: String, in group: HDF5Group) throws(Failure) {
    try check(HDF5.guarded { H5Ldelete(group.handle.id, name, zmap_h5p_default()) }, group.path(of: name))
  }

  /// Moves a link; the object stays where it is. The corresponding C function is `H5Lmove`.
  package func move(_ name: String, in group: HDF5Group, to newName: String, in target: HDF5Group)
    throws(Failure)
  {
    try check(
      HDF5.guarded {
        H5Lmove(
          group.handle.id, name, target.handle.id, newName, zmap_h5p_default(), zmap_h5p_default())
      }, target.path(of: newName))
  }

  /// Copies a dataset, its stored chunks as they are, never decoded. The corresponding C function is `H5Ocopy`.
  package func copy(_ name: String, of source: HDF5Group, as newName: String, in target: HDF5Group)
    throws(Failure)
  {
    // One call for gigabytes, at the pace of the disk.
    let status = HDF5.guardedAtLength {
      H5Ocopy(
        source.handle.id, name, target.handle.id, newName, zmap_h5p_default(), zmap_h5p_default())
    }
    try check(status, target.path(of: newName))
  }

  private func own(
    _ id: hid_t, _ close: @escaping (hid_t) -> herr_t, _ path: String
  ) throws(Failure) -> HDF5Handle {
    try HDF5Handle(id, closedBy: close, orThrow: storage.failure(file.name(path)))
  }

  private func check(_ status: herr_t, _ path: String) throws(Failure) {
    if let failure = storage.failure { throw failure }
    guard status >= 0 else { throw storage.failure(file.name(path)) }
  }
}
