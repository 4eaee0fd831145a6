import ZMAPCore

/// What becomes of `/X` when the layer is written: zmap-tools leaves none, and here nothing is lost by that.
///
/// If a layer holds that matrix already, the link goes; else the matrix is moved, which costs nothing, to
/// `layers/X_original`.
struct OriginalX {
  let task: TPMLog
  let file: AnnDataFile
  let writer: StorageWriter
  let storage: Storage
  let pool: WorkerPool

  func settle(_ layers: HDF5Group) throws {
    guard task.root != .keep, let x = try file.root.node("X") else { return }
    // None, as anndata 0.12.0 wrote it, is nothing to keep.
    let isNone = try Encoding(of: x).kind == .null
    if try task.root == .drop || isNone || isHeld(x, layers) {
      try writer.unlink("X", in: file.root)
      return
    }
    var name = "X_original"
    var number = 2
    while try layers.link(name) != nil {
      name = "X_original_\(number)"
      number += 1
    }
    try writer.move("X", in: file.root, to: name, in: layers)
  }

  /// Whether a layer is the same object, or one of equal content.
  private func isHeld(_ x: HDF5Node, _ layers: HDF5Group) throws -> Bool {
    let address = try x.object.address
    let others = try layers.names().filter { $0 != task.layer }
    for name in others {
      if let node = try layers.node(name), try node.object.address == address { return true }
    }
    guard let matrix = try? Matrix(x) else { return false }
    for name in others {
      guard let node = try layers.node(name), let other = try? Matrix(node) else { continue }
      if try isEqual(matrix, other) { return true }
    }
    return false
  }

  private func isEqual(_ left: Matrix, _ right: Matrix) throws -> Bool {
    switch (left, right) {
    case (.sparse(let left), .sparse(let right)):
      guard left.format == right.format, left.rows == right.rows, left.columns == right.columns else {
        return false
      }
      return try isEqual(left.indptr, right.indptr) && isEqual(left.data, right.data)
        && isEqual(left.indices, right.indices)
    case (.dense(let left), .dense(let right)):
      guard left.rows == right.rows, left.columns == right.columns else { return false }
      return try isEqualTable(left.data, right.data)
    default: return false
    }
  }

  /// Whether two one-dimensional datasets hold the same bits; of different types they are not the same.
  private func isEqual(_ left: HDF5Dataset, _ right: HDF5Dataset) throws -> Bool {
    guard left.type == right.type, left.count == right.count, let (number, _) = left.type.storedNumber else {
      return false
    }
    if try left.address == right.address { return true }
    switch number {
    case .float64: return try isEqual(left, right, Double.self)
    case .float32: return try isEqual(left, right, Float.self)
    // What does not fit 64 bits with a sign is not told apart by this type.
    case .uint64: return false
    default: return try isEqual(left, right, Int64.self)
    }
  }

  private func isEqual<Number: KernelNumber & HDF5Number>(
    _ left: HDF5Dataset, _ right: HDF5Dataset, _: Number.Type
  ) throws -> Bool {
    let first = try ChunkReader(left, as: Number.self, pool, storage: storage)
    let second = try ChunkReader(right, as: Number.self, pool, storage: storage)
    let scratch = Scratch()
    while true {
      try Signals.check()
      let same = try first.next { _, values in
        let others = scratch.room(values.count, of: Number.self)
        guard try second.read(into: others) == values.count else { return false }
        return UnsafeRawBufferPointer(values).elementsEqual(UnsafeRawBufferPointer(others))
      }
      guard let same else { return true }
      if !same { return false }
    }
  }

  private func isEqualTable(_ left: HDF5Dataset, _ right: HDF5Dataset) throws -> Bool {
    guard left.type == right.type, left.storedNumberSize != nil, left.shape.sizes == right.shape.sizes else {
      return false
    }
    let (rows, columns) = (left.shape.sizes[0], left.shape.sizes[1])
    var height = max(1, (1 << 19) / max(columns, 1))
    if case .chunked(let chunk) = left.layout { height = max(chunk[0], height / chunk[0] * chunk[0]) }
    for row in stride(from: 0, to: rows, by: height) {
      try Signals.check()
      let counts = [min(height, rows - row), columns]
      let bits = try left.read(Double.self, start: [row, 0], counts: counts).map(\.bitPattern)
      guard try right.read(Double.self, start: [row, 0], counts: counts).map(\.bitPattern) == bits else {
        return false
      }
    }
    return true
  }
}

extension HDF5Dataset {
  /// Bytes of a number that a float64 holds exactly; nil for other types.
  fileprivate var storedNumberSize: Int? {
    guard let (number, _) = type.storedNumber, number != .int64, number != .uint64 else { return nil }
    return number.size
  }
}
