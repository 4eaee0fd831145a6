import CHDF5
import CSystem
import ZMAPCore

/// The fence around the HDF5 library: the only folder that knows its C names.
///
/// Comes in: a path, and bytes that nobody vouches for. Goes out: Swift values, and failures that name file
/// and key path. Never happens here: a link that leads out of the file is followed, a size that the file
/// declares is believed before the bytes behind it are seen, or an id escapes unowned. None of the types
/// is Sendable: all of HDF5 stays on the thread that opened the file.
package enum HDF5 {
  /// Starts the library once: without external links, under the guard of `CSystem`; and silences it on this
  /// thread, since it keeps that by thread.
  static var isStarted: Bool { hasStarted && zmap_h5_silence() >= 0 }

  private static let hasStarted: Bool = {
    zmap_guard_install(ExitStatus.badData.rawValue)
    return zmap_h5_start() >= 0 && HDF5Codecs.register()
  }()

  /// Runs calls of the library under the guard: a crash or a hang inside ends the process with one line.
  @inline(__always)
  package static func guarded<Result>(_ body: () -> Result) -> Result {
    zmap_guard_enter()
    defer { zmap_guard_leave() }
    return body()
  }

  /// As `guarded`, for one call that may well take long, such as copying a dataset.
  package static func guardedAtLength<Result>(_ body: () -> Result) -> Result {
    zmap_guard_allow(Int32.max)
    defer { zmap_guard_allow(6) }
    return guarded(body)
  }

  /// Gives each guarded call this many seconds of processor time, where one has honest work for that long.
  package static func allow(seconds: Int) { zmap_guard_allow(Int32(clamping: seconds)) }

  /// What the library says went wrong, in its own words; empty when it says nothing. Forgets the error.
  package static func reason() -> String {
    var text = [CChar](repeating: 0, count: 256)
    zmap_h5_reason(&text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A failed call of the library on something that the file should hold.
  package static func failure(_ object: String, _ verb: Failure.Verb = .read) -> Failure {
    let reason = reason()
    return Failure(.badData, verb, object, reason.isEmpty ? "damaged" : "damaged: \(reason)")
  }
}

/// An id of the library, owned: given back exactly once, when this value goes.
///
/// Its class has no subclasses and no Sendable conformance, so that no id reaches another thread.
package final class HDF5Handle {
  package let id: hid_t
  private let close: (hid_t) -> herr_t

  /// - Throws: `failure()` when `id` is none, which is then not owned.
  package init(
    _ id: hid_t, closedBy close: @escaping (hid_t) -> herr_t, orThrow failure: @autoclosure () -> Failure
  ) throws(Failure) {
    guard id >= 0 else { throw failure() }
    self.id = id
    self.close = close
  }

  deinit {
    _ = HDF5.guarded { close(id) }
  }
}
