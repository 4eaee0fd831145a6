import CHDF5
import ZMAPCore

/// Where the chunks of a dataset stand in the file.
///
/// HDF5 1.10 walks all chunks for one answer of `H5Dget_chunk_info_by_coord`; reading one chunk is a search
/// in a tree. So the library is asked to read into a place that the storage driver knows, and the driver
/// notes the address instead of reading: a microsecond a chunk, however many there are.
package struct ChunkDirectory {
  /// A chunk's stored bytes.
  package struct Entry: Equatable, Sendable {
    package let offset: Int64
    package let count: Int
    /// A bit is set for each filter that was left out.
    package let mask: UInt32
  }

  private let dataset: HDF5Dataset
  private let storage: Storage?
  /// Bytes of a chunk without compression; no honest stored chunk is much longer.
  private let chunkBytes: Int

  /// - Parameter storage: what the dataset's file was opened through; without one only `read` works.
  package init(_ dataset: HDF5Dataset, chunkBytes: Int, storage: Storage?) {
    self.dataset = dataset
    self.chunkBytes = chunkBytes
    self.storage = storage
  }

  /// The stored length of the chunk whose first element is `start`; nil when it was never written.
  /// The corresponding C function is `H5Dget_chunk_storage_size`.
  private func storedCount(_ start: [hsize_t]) throws(Failure) -> Int? {
    var count: hsize_t = 0
    let status = HDF5.guarded { H5Dget_chunk_storage_size(dataset.handle.id, start, &count) }
    guard status >= 0 else {
      _ = HDF5.reason()
      return nil
    }
    if count == 0 { return nil }
    guard let exact = Int(exactly: count), exact / 2 <= chunkBytes + 4096 else {
      throw dataset.bad("damaged: a chunk of \(count) bytes where \(chunkBytes) are its content")
    }
    return exact
  }

  /// The place of the chunk whose first element is `start`; nil when it was never written, or the library
  /// did not go to the file for it.
  package func entry(at start: [Int]) throws(Failure) -> Entry? {
    guard let storage else { return nil }
    let start = start.map { hsize_t($0) }
    guard let count = try storedCount(start) else { return nil }
    var mask: UInt32 = 0
    // Never written to, only compared with.
    let target = UnsafeMutableRawPointer(ChunkDirectory.probe)
    let found = storage.place(of: target) {
      HDF5.guarded { H5Dread_chunk(dataset.handle.id, zmap_h5p_default(), start, &mask, target) } >= 0
    }
    guard let found, found.count == count else {
      throw HDF5.failure(dataset.name)
    }
    return Entry(offset: found.offset, count: count, mask: mask)
  }

  /// Reads the stored bytes of a chunk.
  ///
  /// - Returns: nil when it was never written.
  /// The corresponding C function is `H5Dread_chunk`.
  package func read(at start: [Int], into scratch: Scratch) throws(Failure) -> (
    bytes: UnsafeMutableRawBufferPointer, mask: UInt32
  )? {
    let start = start.map { hsize_t($0) }
    guard let count = try storedCount(start) else { return nil }
    let bytes = scratch.room(count)
    var mask: UInt32 = 0
    let status = HDF5.guarded {
      H5Dread_chunk(dataset.handle.id, zmap_h5p_default(), start, &mask, bytes.baseAddress)
    }
    guard status >= 0 else { throw HDF5.failure(dataset.name) }
    return (bytes, mask)
  }

  nonisolated(unsafe) private static let probe = UnsafeMutableRawPointer.allocate(
    byteCount: 64, alignment: 64)
}
