import ZMAPCore

/// A dense matrix as a grid of tiles: its chunks, or bands of whole rows where it has none. A tile is loaded
/// in two steps like a block of `ChunkSource`.
final class TileSource<Number: LayerNumber> {
  let data: HDF5Dataset
  let rows: Int
  let columns: Int
  /// The size of each tile but the last ones; tiles at the edges are filled up in memory.
  let tileRows: Int
  let tileColumns: Int
  let isChunked: Bool
  let decoder: Decoder
  private let directory: ChunkDirectory
  private let plain: Int64?

  struct Decoder: Sendable {
    let file: File
    let pipeline: FilterPipeline
    let number: StoredNumber
    let isBigEndian: Bool
    let name: String
  }

  enum Work: Sendable {
    case chunk(ChunkDirectory.Entry)
    case plain(Int64)
    case done
  }

  init(_ matrix: DenseMatrix, _ storage: Storage) throws(Failure) {
    let data = matrix.data
    self.data = data
    try data.requireReadable()
    guard let (number, isBigEndian) = data.type.storedNumber else {
      throw data.bad("counts of type \(data.type.numpyName) are not handled")
    }
    (rows, columns) = (matrix.rows, matrix.columns)
    var pipeline = data.filters.pipeline
    var (height, width) = (max(1, (1 << 20) / max(columns, 1) / number.size), columns)
    if case .chunked(let sizes) = data.layout {
      (height, width) = (sizes[0], sizes[1])
      isChunked = true
    } else {
      height = min(height, max(rows, 1))
      isChunked = false
      pipeline = nil
    }
    let (count, overflows) = height.multipliedReportingOverflow(by: width)
    guard !overflows, count <= 1 << 31 else { throw data.bad("damaged: its chunk size makes no sense") }
    (tileRows, tileColumns) = (height, width)
    plain = data.contiguousOffset
    readsChunks = pipeline != nil
    decoder = Decoder(
      file: data.file.file, pipeline: pipeline ?? FilterPipeline([]), number: number,
      isBigEndian: isBigEndian,
      name: data.name)
    directory = ChunkDirectory(data, chunkBytes: count * number.size, storage: storage)
  }
  private let readsChunks: Bool

  /// Finds the bytes of the tile at `row`, `column`, and reads them where only the library can.
  func request(_ tile: Tile<Number>) throws(Failure) -> Work {
    if readsChunks, let entry = try directory.entry(at: [tile.row, tile.column]) { return .chunk(entry) }
    if let plain { return .plain(plain + Int64(tile.row * columns * decoder.number.size)) }
    // Row by row into the tile's own width, so that what follows need not know.
    let values = tile.values.room(tileRows * tileColumns, of: Number.self)
    if tile.width == tileColumns {
      try data.transfer(
        [tile.row, tile.column], [tile.height, tile.width], Number.memoryType,
        UnsafeMutableRawPointer(values.baseAddress))
    } else {
      let narrow = tile.raw.room(tile.height * tile.width, of: Number.self)
      try data.transfer(
        [tile.row, tile.column], [tile.height, tile.width], Number.memoryType,
        UnsafeMutableRawPointer(narrow.baseAddress))
      for row in 0..<tile.height {
        for column in 0..<tile.width {
          values[row * tileColumns + column] = narrow[row * tile.width + column]
        }
      }
    }
    return .done
  }

  /// The tile whose first element is at `row`, `column`.
  func place(_ tile: Tile<Number>, _ row: Int, _ column: Int) {
    tile.row = row
    tile.column = column
    tile.height = min(tileRows, rows - row)
    tile.width = min(tileColumns, columns - column)
    tile.stride = tileColumns
    tile.capacity = tileRows * tileColumns
  }
}

extension TileSource.Decoder {
  /// Loads the tile's numbers.
  func load(
    _ work: TileSource<Number>.Work, _ tile: Tile<Number>, _ workspace: FilterPipeline.Workspace
  ) throws(Failure) {
    let isDirect = number == Number.stored && !isBigEndian
    let count: Int
    switch work {
    case .done: return
    case .plain: count = tile.height * tile.width
    case .chunk: count = tile.capacity
    }
    let values = tile.values.room(tile.capacity, of: Number.self)
    let bytes = isDirect ? tile.values.room(count * number.size) : tile.raw.room(count * number.size)
    switch work {
    case .done: return
    case .plain(let offset):
      guard try file.read(into: bytes, at: offset) == bytes.count else {
        throw damaged("its values are cut short")
      }
    case .chunk(let entry):
      let stored = tile.stored.room(entry.count)
      guard try file.read(into: stored, at: entry.offset) == entry.count else {
        throw damaged("a chunk is cut short")
      }
      do throws(CodecError) {
        try pipeline.decode(UnsafeRawBufferPointer(stored), mask: entry.mask, to: bytes, workspace)
      } catch { throw damaged(error.reason) }
    }
    if !isDirect {
      Widening.convert(
        UnsafeRawBufferPointer(bytes), number, isBigEndian: isBigEndian,
        to: UnsafeMutableBufferPointer(rebasing: values.prefix(count)))
    }
  }

  private func damaged(_ reason: String) -> Failure { Failure(.badData, .read, name, reason) }
}
