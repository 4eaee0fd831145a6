/// NumPy's sum of a row: in the row's own type, pairwise, which is what scanpy takes for dense matrices.
///
/// Runs of up to 128 are added in eight lanes; longer rows are halved, at a multiple of eight. Values may come in
/// pieces of any length; the order of additions depends on the row's length alone.
/// Source: `pairwise_sum` in NumPy's `loops_utils.h.src`.
struct PairwiseSum<Number: BinaryFloatingPoint> {
  /// The runs of a row of some length, in order, and how many sums are joined after each.
  struct Plan: Sendable {
    fileprivate var runs: [(length: Int, joins: Int)] = []

    init(_ count: Int) { split(count, joins: 0) }

    private mutating func split(_ count: Int, joins: Int) {
      if count <= 128 {
        runs.append((count, joins))
        return
      }
      let half = count / 2 - count / 2 % 8
      split(half, joins: 0)
      split(count - half, joins: joins + 1)
    }
  }

  private var run = 0
  private var position = 0
  private var lanes: (Number, Number, Number, Number, Number, Number, Number, Number) = (
    0, 0, 0, 0, 0, 0, 0, 0
  )
  private var rest: Number = 0
  private var sums: [Number] = []

  /// The sum once all values of the row were added.
  var total: Number { sums.first ?? 0 }

  mutating func add(_ values: UnsafeBufferPointer<Number>, _ plan: Plan) {
    for value in values {
      guard run < plan.runs.count else { return }
      let (length, joins) = plan.runs[run]
      add(value, length)
      position += 1
      if position == length {
        close(length, joins)
      }
    }
  }

  @inline(__always)
  private mutating func add(_ value: Number, _ length: Int) {
    if length < 8 {
      rest += value
    } else if position >= length & ~7 {
      if position == length & ~7 { rest = joined }
      rest += value
    } else {
      switch position & 7 {
      case 0: lanes.0 = position < 8 ? value : lanes.0 + value
      case 1: lanes.1 = position < 8 ? value : lanes.1 + value
      case 2: lanes.2 = position < 8 ? value : lanes.2 + value
      case 3: lanes.3 = position < 8 ? value : lanes.3 + value
      case 4: lanes.4 = position < 8 ? value : lanes.4 + value
      case 5: lanes.5 = position < 8 ? value : lanes.5 + value
      case 6: lanes.6 = position < 8 ? value : lanes.6 + value
      default: lanes.7 = position < 8 ? value : lanes.7 + value
      }
    }
  }

  private var joined: Number {
    ((lanes.0 + lanes.1) + (lanes.2 + lanes.3)) + ((lanes.4 + lanes.5) + (lanes.6 + lanes.7))
  }

  private mutating func close(_ length: Int, _ joins: Int) {
    sums.append(length >= 8 && length & 7 == 0 ? joined : rest)
    for _ in 0..<joins {
      let right = sums.removeLast()
      sums[sums.count - 1] += right
    }
    (run, position, rest) = (run + 1, 0, 0)
  }
}
