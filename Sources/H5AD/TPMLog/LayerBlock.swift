import Synchronization
import ZMAPCore

/// One block of a layer on its way through the pipeline: counts in, totals found, logarithms, encoded chunks
/// out. Belongs to one thread at a time; `state` hands it over.
final class LayerBlock<Number: LayerNumber>: @unchecked Sendable {
  enum State {
    /// A thread is loading or finishing it.
    static var busy: Int { 0 }
    /// Decoded and summed.
    static var loaded: Int { 1 }
    /// Encoded.
    static var finished: Int { 2 }
  }

  /// A value that is refused, and where in the block it stands.
  struct Refusal {
    let place: Int
    let reason: String
  }

  let state = Atomic(State.busy)
  let counts = ChunkBuffer<Number>()
  /// For a CSC source: the row of each entry.
  let indices = Scratch()
  let encoded = Scratch()
  private let padded = Scratch()
  private let table = Scratch()

  var request: ChunkSource<Number>.Request?
  /// Where the block's first element stands, and how many there are.
  var start = 0
  var count = 0
  var cuts = RowCuts()
  /// One a piece of `cuts`.
  var sums: [CountSum] = []
  var factors: [Number] = []
  /// Pieces whose factor is not known yet.
  var missing = 0
  var isResolved = false
  var refusal: Refusal?
  var failure: Failure?
  /// The encoded chunks, one after the other in `encoded`.
  var chunks: [(count: Int, mask: UInt32)] = []
  /// Where chunks go that are written without being encoded.
  var places: [Int64] = []

  /// Decodes the counts and adds up each piece.
  func load(
    _ decoder: ChunkSource<Number>.Decoder, _ normalization: Normalization,
    _ workspace: FilterPipeline.Workspace
  ) {
    do throws(Failure) {
      if let request { try decoder.load(request, counts, workspace) }
    } catch {
      failure = error
      return
    }
    sums.removeAll(keepingCapacity: true)
    factors.removeAll(keepingCapacity: true)
    let values = UnsafeBufferPointer(counts.numbers)
    guard values.count == count, cuts.ends.last ?? 0 == count else {
      failure = Failure(.bug, .read, decoder.name, "a block of \(values.count) values instead of \(count)")
      return
    }
    var from = 0
    for end in cuts.ends {
      let piece = UnsafeBufferPointer(rebasing: values[from..<end])
      var sum = CountSum()
      Number.add(piece, to: &sum)
      if sum.firstBad != nil, refusal == nil { refusal = LayerBlock.refusal(piece, from, normalization) }
      sums.append(sum)
      factors.append(Number.factor(total: sum.total, normalization))
      from = end
    }
  }

  /// Decodes the counts of a CSC source and scales each by the factor of its row, which `indices` names.
  func loadAndScale(
    _ decoder: ChunkSource<Number>.Decoder, _ factors: [Number], _ normalization: Normalization,
    _ workspace: FilterPipeline.Workspace
  ) {
    do throws(Failure) {
      if let request { try decoder.load(request, counts, workspace) }
    } catch {
      failure = error
      return
    }
    let values = counts.numbers
    let rows = indices.room(count, of: Int32.self)
    guard values.count == count else {
      failure = Failure(.bug, .read, decoder.name, "a block of \(values.count) values instead of \(count)")
      return
    }
    for index in values.indices {
      let row = Int(rows[index])
      // Checked when the totals were taken; the file may have changed since.
      guard factors.indices.contains(row) else {
        failure = Failure(.badData, .read, decoder.name, "damaged: its indices changed meanwhile")
        return
      }
      values[index] /= factors[row]
    }
    let isOdd = normalization.allowsNegative || normalization.allowsNaN
    Number.scale(values, by: 1, isWhole: false, isOdd: isOdd, table.room(Log1p.tableSize, of: Number.self))
  }

  static func refusal(
    _ values: UnsafeBufferPointer<Number>, _ offset: Int, _ normalization: Normalization
  ) -> Refusal? {
    for (index, value) in values.enumerated() {
      if let reason = normalization.objection(to: Double(value)) {
        return Refusal(place: offset + index, reason: reason)
      }
    }
    return nil
  }

  /// Scales each piece by its row's factor.
  func scaleRows() {
    let table = table.room(Log1p.tableSize, of: Number.self)
    var from = 0
    for (index, end) in cuts.ends.enumerated() {
      let piece = UnsafeMutableBufferPointer(rebasing: counts.numbers[from..<end])
      Number.scale(
        piece, by: factors[index], isWhole: sums[index].isWhole, isOdd: sums[index].firstBad != nil, table)
      from = end
    }
  }

  /// Stores the block's numbers as chunks of the target: encoded in memory, or, where nothing is to be encoded,
  /// in the file, at the places that were found before.
  func store(_ storing: LayerTarget.Storing, _ workspace: FilterPipeline.Workspace) {
    guard failure == nil else { return }
    switch storing {
    case .library: return
    case .encoded(let pipeline, let length): encode(pipeline, length, workspace)
    case .appended(let appender, let length):
      do throws(Failure) {
        for (part, place) in places.enumerated() {
          try appender.write(UnsafeRawBufferPointer(chunk(part, length)), at: place)
        }
      } catch { failure = error }
    }
  }

  private func encode(_ pipeline: FilterPipeline, _ length: Int, _ workspace: FilterPipeline.Workspace) {
    let parts = (count + length - 1) / length
    let room = encoded.room(parts * pipeline.bound(length * MemoryLayout<Number>.stride))
    chunks.removeAll(keepingCapacity: true)
    var written = 0
    for part in 0..<parts {
      let result = pipeline.encode(
        UnsafeRawBufferPointer(chunk(part, length)),
        to: UnsafeMutableRawBufferPointer(rebasing: room.dropFirst(written)), workspace)
      chunks.append(result)
      written += result.count
    }
  }

  /// The numbers of a chunk; the last is filled up with zeros.
  private func chunk(_ part: Int, _ length: Int) -> UnsafeMutableBufferPointer<Number> {
    let values = counts.numbers
    let piece = UnsafeMutableBufferPointer(
      rebasing: values[part * length..<min((part + 1) * length, values.count)])
    guard piece.count < length else { return piece }
    let whole = padded.room(length, of: Number.self)
    _ = whole.update(fromContentsOf: piece)
    for index in piece.count..<length { whole[index] = Number.zero }
    return whole
  }
}
