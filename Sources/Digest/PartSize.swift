/// The part size of a multipart upload, which its ETag does not tell: found from the size of the whole
/// and the number of parts.
package struct PartSize: Equatable {
  /// Sizes that uploaders use by default, in MiB, and now and then in millions of bytes.
  private static let common: [Int64] = [5, 8, 10, 15, 16, 25, 32, 50, 64, 100, 128, 256, 500, 512, 1024]
  private static let mebibyte: Int64 = 1 << 20
  private static let million: Int64 = 1_000_000

  /// What it may be, likeliest first.
  package let candidates: [Int64]
  /// Whether one of the candidates must be right: no other size that anybody uses fits.
  package let isCertain: Bool

  /// - Parameters:
  ///   - size: bytes of the whole.
  ///   - parts: how many parts; the last has at least one byte.
  package init(size: Int64, parts: Int64) {
    guard size > 0, parts > 0, parts <= size else {
      (candidates, isCertain) = ([], false)
      return
    }
    guard parts > 1 else {
      (candidates, isCertain) = ([size], true)
      return
    }
    // (parts - 1) * p < size <= parts * p
    let (least, most) = ((size - 1) / parts + 1, (size - 1) / (parts - 1))
    guard least <= most else {
      (candidates, isCertain) = ([], false)
      return
    }
    let fitting = least...most
    let firstWhole = (fitting.lowerBound - 1) / PartSize.mebibyte + 1
    let lastWhole = fitting.upperBound / PartSize.mebibyte
    let usual = PartSize.common.map { $0 * PartSize.mebibyte }.filter(fitting.contains)
    let whole = firstWhole == lastWhole ? [firstWhole * PartSize.mebibyte] : usual
    candidates = whole + PartSize.common.map { $0 * PartSize.million }.filter(fitting.contains)
    isCertain = firstWhole == lastWhole && usual == whole
  }
}
