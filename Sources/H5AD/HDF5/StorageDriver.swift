import CHDF5
import Glibc

/// The virtual file driver that puts `Storage` under the HDF5 library: callbacks and nothing else.
///
/// The `Storage` of a file travels in the driver's part of the file access list. The corresponding C functions are `H5FDregister` and `H5Pset_driver`.
enum StorageDriver {
  /// The driver's id; negative when it could not be registered.
  static let id: hid_t = {
    var driver = zmap_h5fd_class()
    driver.open = { _, _, access, _ in
      guard let info = H5Pget_driver_info(access),
        let context = info.load(as: UnsafeMutableRawPointer?.self),
        let file = zmap_h5fd_new(context)
      else { return nil }
      // Held until the library lets go of the file, whenever that is.
      Unmanaged<Storage>.fromOpaque(context).retain().takeUnretainedValue().opened()
      return file
    }
    driver.close = { file in
      if let file, let context = zmap_h5fd_context(file) {
        let storage = Unmanaged<Storage>.fromOpaque(context)
        storage.takeUnretainedValue().closed()
        storage.release()
      }
      free(file)
      return 0
    }
    driver.cmp = { left, right in
      let (left, right) = (storage(left)?.serial ?? 0, storage(right)?.serial ?? 0)
      return left < right ? -1 : left > right ? 1 : 0
    }
    driver.query = { _, flags in
      flags?.pointee = zmap_h5fd_features()
      return 0
    }
    driver.get_eoa = { file, _ in
      storage(file).flatMap { haddr_t(exactly: $0.endOfAllocation) } ?? haddr_t.max
    }
    driver.set_eoa = { file, _, address in
      guard let storage = storage(file), let end = Int64(exactly: address) else { return -1 }
      storage.endOfAllocation = end
      return 0
    }
    driver.get_eof = { file, _ in
      storage(file).flatMap { haddr_t(exactly: $0.endOfFile) } ?? haddr_t.max
    }
    driver.read = { file, _, _, address, count, buffer in
      guard let storage = storage(file), let offset = Int64(exactly: address),
        Int64.max - offset > Int64(count)
      else { return -1 }
      return storage.read(UnsafeMutableRawBufferPointer(start: buffer, count: count), at: offset) ? 0 : -1
    }
    driver.write = { file, _, _, address, count, buffer in
      guard let storage = storage(file), let offset = Int64(exactly: address),
        Int64.max - offset > Int64(count)
      else { return -1 }
      return storage.write(UnsafeRawBufferPointer(start: buffer, count: count), at: offset) ? 0 : -1
    }
    driver.truncate = { file, _, _ in
      storage(file)?.truncate() == true ? 0 : -1
    }
    return H5FDregister(&driver)
  }()

  private static func storage(_ file: UnsafePointer<H5FD_t>?) -> Storage? {
    guard let file, let context = zmap_h5fd_context(file) else { return nil }
    return Unmanaged<Storage>.fromOpaque(context).takeUnretainedValue()
  }

  private static func storage(_ file: UnsafeMutablePointer<H5FD_t>?) -> Storage? {
    storage(UnsafePointer(file))
  }
}
