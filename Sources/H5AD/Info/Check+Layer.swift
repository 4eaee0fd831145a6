import Glibc
import ZMAPCore

/// Whether `tpm_log` is what `raw_nolog` gives.
extension Check {
  /// Rows that are computed again, spread evenly.
  private static let sample = 1000
  /// Units in the last place by which libraries' log1p differ.
  private static let tolerance: Int64 = 2

  func layer(_ file: AnnDataFile) throws {
    let layers = try file.matrixSources()
    guard let raw = layers.first(where: { $0.path == "layers/raw_nolog" }),
      let log = layers.first(where: { $0.path == "layers/tpm_log" })
    else { return }
    try attempt(log.path) {
      guard case .sparse(let counts) = try file.matrix(raw), case .sparse(let values) = try file.matrix(log),
        counts.format == .csr, values.format == .csr, counts.rows == values.rows
      else { return }
      let step = max(1, counts.rows / Check.sample)
      for row in stride(from: 0, to: counts.rows, by: step) {
        try Signals.check()
        let (source, result) = (try counts.row(row), try values.row(row))
        guard source.indices == result.indices else {
          return try found(log.path, "row \(row) does not have the entries of raw_nolog")
        }
        let expected = Check.normalized(source.values, single: values.data.type.bytes <= 4)
        for (place, value) in result.values.enumerated()
        where Check.differs(value, expected[place], values.data.type.bytes) {
          return try found(
            log.path,
            "row \(row), gene \(source.indices[place]): \(NumberText.text(value)), but raw_nolog gives \(NumberText.text(expected[place]))"
          )
        }
      }
    }
  }

  /// Counts of one cell per million, then log1p, in scanpy's order of operations.
  static func normalized(_ counts: [Double], single: Bool) -> [Double] {
    let total = counts.reduce(0, +)
    if single {
      let factor = Float(total) / 1_000_000
      return counts.map { Double(log1pf(Float($0) / (factor == 0 ? 1 : factor))) }
    }
    let factor = total / 1_000_000
    return counts.map { log1p($0 / (factor == 0 ? 1 : factor)) }
  }

  private static func differs(_ left: Double, _ right: Double, _ bytes: Int) -> Bool {
    if left == right || left.isNaN && right.isNaN { return false }
    guard left.isFinite, right.isFinite, (left < 0) == (right < 0) else { return true }
    if bytes <= 4 {
      return abs(Int64(Float(left).bitPattern) - Int64(Float(right).bitPattern)) > tolerance
    }
    return left.bitPattern.distance(to: right.bitPattern).magnitude > UInt(tolerance)
  }
}

extension SparseMatrix {
  /// The stored entries of one line; for a few lines, not for all.
  func row(_ line: Int) throws(Failure) -> (indices: [Int64], values: [Double]) {
    let pointers = try pointers(line, 1)
    let count = pointers[1] - pointers[0]
    return (
      try indices.read(Int64.self, from: pointers[0], count: count),
      try data.read(Double.self, from: pointers[0], count: count)
    )
  }
}
