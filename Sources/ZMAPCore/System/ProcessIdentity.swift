import Glibc

/// A process as other processes on the same or another machine can tell it: `host-pid-start`, in which
/// `host` stands for the machine and its process name space, `start` for the boot and the moment of birth.
package struct ProcessIdentity: Equatable, Sendable {
  package let host: String
  package let pid: Int32
  package let start: String

  /// This process.
  package static let current = ProcessIdentity(
    host: thisHost, pid: getpid(), start: startToken(of: getpid()) ?? "0")

  /// What changes whenever this machine boots; what was written to a file before a boot may not be there after it.
  package static let boot: String = line("/proc/sys/kernel/random/boot_id") ?? "none"

  private init(host: String, pid: Int32, start: String) {
    self.host = host
    self.pid = pid
    self.start = start
  }

  /// - Returns: nil when `text` is none of these.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let pid = Int32(parts[1]), pid > 0, !parts[0].isEmpty, !parts[2].isEmpty else {
      return nil
    }
    self.init(host: String(parts[0]), pid: pid, start: String(parts[2]))
  }

  package var text: String { "\(host)-\(pid)-\(start)" }

  /// Whether the process can be looked for from here at all.
  package var isOnThisHost: Bool { host == ProcessIdentity.thisHost }

  /// Whether the process still runs; only to be asked on its own host.
  package var isRunning: Bool { ProcessIdentity.startToken(of: pid) == start }

  private static let thisHost: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    var link = [CChar](repeating: 0, count: 256)
    readlink("/proc/self/ns/pid", &link, link.count - 1)
    return token(name + link)
  }()

  private static func startToken(of pid: Int32) -> String? {
    // Field 22 of proc(5)'s stat, counted behind the command's name, which may hold blanks and brackets.
    guard let text = line("/proc/\(pid)/stat"), let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[bracket...].split(separator: " ")
    guard fields.count > 20, fields[1] != "Z" else { return nil }
    return token((boot + fields[20]).utf8CString)
  }

  private static func line(_ path: String) -> String? {
    guard let bytes = try? File(path).bytes(at: 0, count: 4096), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// FNV-1a, 32 bits: a name made short, not a secret.
  private static func token(_ bytes: some Sequence<CChar>) -> String {
    let hash = bytes.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32(UInt8(bitPattern: $1))) &* 16_777_619 }
    return String(hash, radix: 16)
  }
}
