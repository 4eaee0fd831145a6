import ZMAPCore

/// The dataset that the values of a sparse layer go to.
struct LayerTarget {
  /// How chunks come into the file.
  enum Storing: Sendable {
    /// Encoded by any thread, written in order by the owner's.
    case encoded(FilterPipeline, length: Int)
    /// Written by any thread: chunks that are not encoded have a place before they have a content.
    case appended(Storage.Appender, length: Int)
    /// By the library, which runs the filters too.
    case library
  }

  let dataset: HDF5Dataset
  let writer: StorageWriter
  /// Elements of a chunk.
  let chunkLength: Int
  let storing: Storing

  /// - Parameter pipeline: what chunks are encoded with; nil when the library does it.
  init(_ dataset: HDF5Dataset, _ writer: StorageWriter, chunkLength: Int, pipeline: FilterPipeline?) {
    self.dataset = dataset
    self.writer = writer
    self.chunkLength = chunkLength
    guard let pipeline else {
      storing = .library
      return
    }
    storing =
      pipeline.filters.isEmpty
      ? .appended(writer.appender, length: chunkLength) : .encoded(pipeline, length: chunkLength)
  }

  /// Finds the places of a block's chunks, if they have one before they are written. Blocks come in order.
  func place<Number>(_ block: LayerBlock<Number>) throws(Failure) {
    guard case .appended = storing else { return }
    block.places.removeAll(keepingCapacity: true)
    for start in stride(from: block.start, to: block.start + block.count, by: chunkLength) {
      let bytes = chunkLength * MemoryLayout<Number>.stride
      block.places.append(try writer.placeChunk(bytes, at: [start], of: dataset))
    }
  }

  /// Writes a finished block. Blocks come in order.
  func write<Number>(_ block: LayerBlock<Number>) throws(Failure) {
    switch storing {
    case .library:
      try writer.write(
        UnsafeBufferPointer(block.counts.numbers), at: [block.start], counts: [block.count], of: dataset)
    case .appended:
      let bytes = chunkLength * MemoryLayout<Number>.stride
      if let last = block.places.last {
        writer.didAppend(block.places.count * bytes, upTo: last + Int64(bytes))
      }
    case .encoded:
      let encoded = UnsafeRawBufferPointer(block.encoded.room(block.chunks.reduce(0) { $0 + $1.count }))
      var (offset, start) = (0, block.start)
      for chunk in block.chunks {
        try writer.writeChunk(
          UnsafeRawBufferPointer(rebasing: encoded[offset..<offset + chunk.count]), mask: chunk.mask,
          at: [start],
          of: dataset)
        offset += chunk.count
        start += chunkLength
      }
    }
  }
}
