import CHDF5
import ZMAPCore

/// A one-dimensional dataset as a row of blocks, each loaded in two steps: `request`, on the thread that owns
/// HDF5, finds the bytes; `Decoder.load`, on any thread, makes numbers of them.
///
/// A block is a chunk, or several small ones. A chunk of more than `chunkLimit` is decoded once and handed
/// out in slices. Data with other filters or layouts is read by the library, in `request`.
package final class ChunkSource<Number: KernelNumber & HDF5Number> {
  package let dataset: HDF5Dataset
  package let count: Int
  /// Elements of each block but the last.
  package let blockLength: Int
  /// Elements of a stored chunk where blocks are whole chunks; else nil.
  package let chunkLength: Int?
  package let decoder: Decoder
  private let mode: Mode
  private let directory: ChunkDirectory
  private let held = Scratch()
  private var heldChunk: Int?

  private enum Mode {
    /// Chunks that are decoded here.
    case chunks
    /// Chunks too large for the pipeline, held one at a time.
    case held(length: Int)
    /// Plain bytes from an offset of the file on.
    case plain(Int64)
    /// Whatever the library makes of it.
    case library
  }

  /// The work on a block that needs no HDF5.
  package struct Decoder: Sendable {
    let file: File
    let pipeline: FilterPipeline
    let number: StoredNumber
    let isBigEndian: Bool
    let chunkLength: Int
    let name: String
  }

  /// What is left to do for a block.
  package struct Request: Sendable {
    package let start: Int
    package let count: Int
    let work: Work
  }

  enum Work: Sendable {
    case chunks([ChunkDirectory.Entry])
    /// Stored bytes of the chunks, one after the other in the buffer's `stored`.
    case fetched([(count: Int, mask: UInt32)])
    case plain(Int64)
    case done
  }

  /// A chunk of more bytes than this is not a block.
  package static var chunkLimit: Int { 2 << 20 }
  /// Blocks are at least this long, where the data is.
  static var blockBytes: Int { 1 << 16 }

  /// - Parameter storage: what the file was opened through, if it was.
  /// - Throws: `Failure` when the values are no numbers that a kernel takes, or can't be read.
  package init(_ dataset: HDF5Dataset, storage: Storage? = nil) throws(Failure) {
    try dataset.requireReadable()
    guard let (number, isBigEndian) = dataset.type.storedNumber else {
      throw dataset.bad("values of type \(dataset.type.numpyName) are not handled")
    }
    self.dataset = dataset
    count = dataset.count
    let size = number.size
    var (mode, chunk, block) = (Mode.library, 1, max(1, ChunkSource.blockBytes * 4 / size))
    let pipeline = dataset.filters.pipeline
    switch dataset.layout {
    case .chunked(let sizes):
      // A chunk may be longer than the data.
      chunk = sizes[0]
      let (bytes, overflows) = chunk.multipliedReportingOverflow(by: size)
      guard !overflows, bytes <= 1 << 34 else { throw dataset.bad("damaged: its chunk size makes no sense") }
      if pipeline == nil {
        block = max(chunk, 1)
      } else if bytes <= ChunkSource.chunkLimit {
        mode = .chunks
        block = chunk * max(1, ChunkSource.blockBytes / max(bytes, 1))
      } else {
        mode = .held(length: chunk)
        block = ChunkSource.chunkLimit / 4 / size
      }
    case .contiguous:
      let address = HDF5.guarded { H5Dget_offset(dataset.handle.id) }
      if let offset = Int64(exactly: address) { mode = .plain(offset) }
    default: break
    }
    self.mode = mode
    blockLength = block
    if case .chunks = mode { chunkLength = chunk } else { chunkLength = nil }
    decoder = Decoder(
      file: dataset.file.file, pipeline: pipeline ?? FilterPipeline([]), number: number,
      isBigEndian: isBigEndian, chunkLength: chunk, name: dataset.name)
    directory = ChunkDirectory(dataset, chunkBytes: chunk * size, storage: storage)
    hasStorage = storage != nil
  }
  private let hasStorage: Bool

  package var blockCount: Int { (count + blockLength - 1) / blockLength }

  /// Finds the bytes of a block, and reads them where only the library can.
  package func request(_ block: Int, _ buffer: ChunkBuffer<Number>) throws(Failure) -> Request {
    let start = block * blockLength
    let count = min(blockLength, count - start)
    return Request(start: start, count: count, work: try work(start, count, buffer))
  }

  private func work(_ start: Int, _ count: Int, _ buffer: ChunkBuffer<Number>) throws(Failure) -> Work {
    let size = decoder.number.size
    switch mode {
    case .chunks:
      let firsts = stride(from: start, to: start + count, by: decoder.chunkLength)
      if hasStorage {
        var entries: [ChunkDirectory.Entry] = []
        for first in firsts {
          guard let entry = try directory.entry(at: [first]) else { return try library(start, count, buffer) }
          entries.append(entry)
        }
        return .chunks(entries)
      }
      var parts: [(count: Int, mask: UInt32)] = []
      var all: [UInt8] = []
      for first in firsts {
        guard let (bytes, mask) = try directory.read(at: [first], into: buffer.stored) else {
          return try library(start, count, buffer)
        }
        parts.append((bytes.count, mask))
        if blockLength > decoder.chunkLength { all.append(contentsOf: bytes) }
      }
      if blockLength > decoder.chunkLength { buffer.stored.room(all.count).copyBytes(from: all) }
      return .fetched(parts)
    case .held(let length):
      var done = 0
      let target = buffer.raw.room(count * size)
      while done < count {
        let chunk = (start + done) / length
        let offset = (start + done) % length
        let part = min(count - done, length - offset)
        guard let bytes = try hold(chunk, length) else { return try library(start, count, buffer) }
        UnsafeMutableRawBufferPointer(rebasing: target[done * size..<(done + part) * size])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset * size..<(offset + part) * size]))
        done += part
      }
      let values = buffer.values.room(count, of: Number.self)
      Widening.convert(
        UnsafeRawBufferPointer(target), decoder.number, isBigEndian: decoder.isBigEndian, to: values)
      buffer.set(values, start)
      return .done
    case .plain(let offset): return .plain(offset + Int64(start * size))
    case .library: return try library(start, count, buffer)
    }
  }

  private func library(_ start: Int, _ count: Int, _ buffer: ChunkBuffer<Number>) throws(Failure) -> Work {
    let values = buffer.values.room(count, of: Number.self)
    try dataset.read(into: values, from: start)
    buffer.set(values, start)
    return .done
  }

  private func hold(_ chunk: Int, _ length: Int) throws(Failure) -> UnsafeMutableRawBufferPointer? {
    let content = held.room(length * decoder.number.size)
    if heldChunk == chunk { return content }
    heldChunk = nil
    let stored = Scratch()
    guard let (bytes, mask) = try directory.read(at: [chunk * length], into: stored) else { return nil }
    do throws(CodecError) {
      try decoder.pipeline.decode(
        UnsafeRawBufferPointer(bytes), mask: mask, to: content, FilterPipeline.Workspace())
    } catch { throw dataset.bad(error.reason) }
    heldChunk = chunk
    return content
  }
}

extension ChunkSource.Decoder {
  /// Loads the block into `buffer`.
  ///
  /// - Throws: `Failure` that names the dataset, when the file can't be read or its bytes make no sense.
  package func load(
    _ request: ChunkSource<Number>.Request, _ buffer: ChunkBuffer<Number>,
    _ workspace: FilterPipeline.Workspace
  ) throws(Failure) {
    let isDirect = number == Number.stored && !isBigEndian
    switch request.work {
    case .done: return
    case .plain(let offset):
      let bytes = request.count * number.size
      let target = isDirect ? buffer.values.room(bytes) : buffer.raw.room(bytes)
      guard try file.read(into: target, at: offset) == bytes else {
        throw damaged("its values are cut short")
      }
      finish(target, request, buffer, isDirect)
    case .chunks(let entries):
      let target = room(entries.count, buffer, isDirect)
      for (index, entry) in entries.enumerated() {
        let part = slice(target, index)
        if pipeline.filters.isEmpty, entry.count == part.count {
          guard try file.read(into: part, at: entry.offset) == part.count else {
            throw damaged("a chunk is cut short")
          }
          continue
        }
        let stored = buffer.stored.room(entry.count)
        guard try file.read(into: stored, at: entry.offset) == entry.count else {
          throw damaged("a chunk is cut short")
        }
        try decode(UnsafeRawBufferPointer(stored), entry.mask, part, workspace)
      }
      finish(target, request, buffer, isDirect)
    case .fetched(let parts):
      let target = room(parts.count, buffer, isDirect)
      let stored = buffer.stored.room(parts.reduce(0) { $0 + $1.count })
      var offset = 0
      for (index, part) in parts.enumerated() {
        try decode(
          UnsafeRawBufferPointer(rebasing: stored[offset..<offset + part.count]), part.mask,
          slice(target, index), workspace)
        offset += part.count
      }
      finish(target, request, buffer, isDirect)
    }
  }

  private func room(_ chunks: Int, _ buffer: ChunkBuffer<Number>, _ isDirect: Bool)
    -> UnsafeMutableRawBufferPointer
  {
    let bytes = chunks * chunkLength * number.size
    return isDirect ? buffer.values.room(bytes) : buffer.raw.room(bytes)
  }

  private func slice(_ target: UnsafeMutableRawBufferPointer, _ index: Int) -> UnsafeMutableRawBufferPointer {
    let bytes = chunkLength * number.size
    return UnsafeMutableRawBufferPointer(rebasing: target[index * bytes..<(index + 1) * bytes])
  }

  private func decode(
    _ stored: UnsafeRawBufferPointer, _ mask: UInt32, _ target: UnsafeMutableRawBufferPointer,
    _ workspace: FilterPipeline.Workspace
  ) throws(Failure) {
    do throws(CodecError) {
      try pipeline.decode(stored, mask: mask, to: target, workspace)
    } catch { throw damaged(error.reason) }
  }

  private func finish(
    _ bytes: UnsafeMutableRawBufferPointer, _ request: ChunkSource<Number>.Request,
    _ buffer: ChunkBuffer<Number>, _ isDirect: Bool
  ) {
    if isDirect {
      let values = bytes.bindMemory(to: Number.self)
      buffer.set(UnsafeMutableBufferPointer(rebasing: values.prefix(request.count)), request.start)
    } else {
      let values = buffer.values.room(request.count, of: Number.self)
      Widening.convert(UnsafeRawBufferPointer(bytes), number, isBigEndian: isBigEndian, to: values)
      buffer.set(values, request.start)
    }
  }

  private func damaged(_ reason: String) -> Failure { Failure(.badData, .read, name, reason) }
}

/// The memory of one block, used again for another; belongs to one thread at a time.
package final class ChunkBuffer<Number: KernelNumber> {
  let stored = Scratch()
  let raw = Scratch()
  let values = Scratch()
  /// The block's numbers, once it is loaded.
  package private(set) var numbers = UnsafeMutableBufferPointer<Number>(start: nil, count: 0)
  /// The place of the first in the dataset.
  package private(set) var start = 0

  package init() {}

  func set(_ numbers: UnsafeMutableBufferPointer<Number>, _ start: Int) {
    self.numbers = numbers
    self.start = start
  }
}

extension HDF5Datatype {
  /// The type as a kernel knows it, and whether its bytes stand in the other order; nil for all others.
  package var storedNumber: (StoredNumber, isBigEndian: Bool)? {
    switch self {
    case .float(4, let order): (.float32, order == .big)
    case .float(8, let order): (.float64, order == .big)
    case .integer(1, let signed, _): (signed ? .int8 : .uint8, false)
    case .integer(2, let signed, let order): (signed ? .int16 : .uint16, order == .big)
    case .integer(4, let signed, let order): (signed ? .int32 : .uint32, order == .big)
    case .integer(8, let signed, let order): (signed ? .int64 : .uint64, order == .big)
    default: nil
    }
  }
}

extension [HDF5Filter] {
  /// The filters as far as they are undone here; nil when one of them is left to the library.
  package var pipeline: FilterPipeline? {
    // The length that goes into a second compressor is known to nobody.
    guard dropLast().allSatisfy({ $0.number == HDF5Filter.shuffle }) else { return nil }
    var filters: [FilterPipeline.Filter] = []
    for filter in self {
      switch filter.number {
      case HDF5Filter.deflate: filters.append(.deflate(level: Int(filter.parameters.first ?? 4)))
      case HDF5Filter.shuffle:
        guard let size = filter.parameters.first, size > 0, size <= 1 << 16 else { return nil }
        filters.append(.shuffle(size: Int(size)))
      case HDF5Filter.lz4: filters.append(.lz4)
      case HDF5Filter.lzf: filters.append(.lzf)
      default: return nil
      }
    }
    return FilterPipeline(filters)
  }
}
