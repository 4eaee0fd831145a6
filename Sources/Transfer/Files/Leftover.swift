import CSystem
import ZMAPCore

/// A truncated file under a visible name, which a program without parts left there: its bytes may be the
/// beginning of what is wanted.
enum Leftover {
  /// Waits for a program that is still writing it, as long as it goes on.
  ///
  /// - Returns: nil when there is nothing to begin from.
  static func look(
    for wanted: Wanted, in directory: String, _ options: FetchOptions, _ diagnostics: Diagnostics
  ) throws -> (path: String, size: Int64, expected: Int64)? {
    let path = Path.join(directory, wanted.fileName)
    var isTold = false
    var last = (size: Int64(-1), at: ContinuousClock.now)
    while true {
      try Signals.check()
      guard
        case .truncated(let size, let expected) = try VisibleFile.look(for: wanted, in: directory, options)
      else { return nil }
      guard let file = try? File(path) else { return nil }
      let hasWriter = zmap_has_writer(file.descriptor)
      if hasWriter == 0 || hasWriter < 0 && isOld(file) { return size > 0 ? (path, size, expected) : nil }
      if size != last.size { last = (size, .now) }
      // Somebody holds it open and does nothing: our own download will take its place.
      if .now - last.at >= .seconds(options.timeout) { return nil }
      if !isTold {
        isTold = true
        diagnostics.inform("waiting for another program, which is writing '\(path)'")
      }
      Pause.milliseconds(200)
    }
  }

  /// Not written to for two minutes, where the file system can't tell of writers.
  private static func isOld(_ file: File) -> Bool {
    guard let status = try? file.status() else { return false }
    return Timestamp.secondsSince1970() - status.modified / 1_000_000_000 > 120
  }
}
