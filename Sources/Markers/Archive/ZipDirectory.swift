import CMinizip
import ZMAPCore

/// The directory of a zip, read by minizip.
final class ZipDirectory {
  private let memory: ZipMemory
  private let handle: unzFile
  private let archive: String

  /// Nil when there is no directory. The corresponding C function is `unzOpen2_64`.
  init?(_ memory: ZipMemory, name: String) {
    var calls = memory.calls
    guard let handle = zmap_unz_open(&calls) else { return nil }
    self.memory = memory
    self.handle = handle
    archive = name
  }

  deinit { unzClose(handle) }

  /// The only CSV, what macOS adds to archives left aside.
  func onlyTable() throws(Failure) -> ZipEntry {
    var names: [String] = []
    var tables: [(name: String, place: unz64_file_pos)] = []
    var code = unzGoToFirstFile(handle)
    while code == UNZ_OK {
      let name = try information().name
      if !ZipDirectory.isForeign(name) {
        names.append(name)
        if name.lowercased().hasSuffix(".csv") {
          var place = unz64_file_pos()
          try check(unzGetFilePos64(handle, &place))
          tables.append((name, place))
        }
      }
      code = unzGoToNextFile(handle)
    }
    guard code == UNZ_END_OF_LIST_OF_FILE else { throw damaged() }
    guard let table = tables.first else {
      let reason = names.isEmpty ? "no entries" : "no CSV among its entries: \(ZipDirectory.list(names))"
      throw Failure(.badData, .read, archive, reason)
    }
    guard tables.count == 1 else {
      throw Failure(
        .badData, .read, archive,
        "more than one CSV among its entries: \(ZipDirectory.list(tables.map(\.name)))")
    }
    var place = table.place
    try check(unzGoToFilePos64(handle, &place))
    return try entry()
  }

  private func entry() throws(Failure) -> ZipEntry {
    var (name, info) = try information()
    try widen(&info)
    guard info.flag & 0x41 == 0 else { throw Failure(.badData, .read, archive, "'\(name)' is encrypted") }
    guard info.compression_method == 0 || info.compression_method == 8 else {
      throw Failure(
        .badData, .read, archive, "'\(name)' is compressed by method \(info.compression_method), not deflate")
    }
    guard info.uncompressed_size <= ZipArchive.largestEntry,
      info.uncompressed_size <= max(1 << 20, info.compressed_size.multipliedOrMax(ZipArchive.largestRatio))
    else {
      throw Failure(
        .badData, .read, archive,
        "'\(name)' would inflate from \(info.compressed_size) to \(info.uncompressed_size) bytes")
    }
    var method: Int32 = 0
    // Raw: minizip looks at the local header and says where the stored bytes begin.
    try check(unzOpenCurrentFile2(handle, &method, nil, 1))
    defer { unzCloseCurrentFile(handle) }
    guard let start = Int(exactly: unzGetCurrentFileZStreamPos64(handle)),
      let length = Int(exactly: info.compressed_size), let size = Int(exactly: info.uncompressed_size),
      start <= memory.count, length <= memory.count - start
    else { throw damaged() }
    return ZipEntry(
      name: name, method: UInt(info.compression_method), crc: UInt32(truncatingIfNeeded: info.crc),
      stored: start..<start + length, size: size)
  }

  private func information() throws(Failure) -> (name: String, info: unz_file_info64) {
    var info = unz_file_info64()
    var buffer = [CChar](repeating: 0, count: 65_536)
    try check(unzGetCurrentFileInfo64(handle, &info, &buffer, 65_535, nil, 0, nil, 0))
    let length = min(Int(info.size_filename), 65_535)
    return (String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self), info)
  }

  /// Takes sizes from the zip64 extra field (APPNOTE.TXT 4.5.3) where minizip left the mark that they stand
  /// there: its release 1.1 looks for another mark where `long` has 64 bits.
  private func widen(_ info: inout unz_file_info64) throws(Failure) {
    let mark: ZPOS64_T = 0xFFFF_FFFF
    guard info.uncompressed_size == mark || info.compressed_size == mark else { return }
    var extra = [UInt8](repeating: 0, count: Int(UInt16.max))
    try check(unzGetCurrentFileInfo64(handle, nil, nil, 0, &extra, uLong(extra.count), nil, 0))
    func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    var rest = extra.prefix(Int(clamping: info.size_file_extra))
    while rest.count >= 4 {
      let length = Int(integer(rest.dropFirst(2).prefix(2)))
      var field = rest.dropFirst(4).prefix(length)
      if integer(rest.prefix(2)) == 1 {
        if info.uncompressed_size == mark, field.count >= 8 {
          info.uncompressed_size = integer(field.prefix(8))
          field = field.dropFirst(8)
        }
        if info.compressed_size == mark, field.count >= 8 { info.compressed_size = integer(field.prefix(8)) }
        return
      }
      rest = rest.dropFirst(4 + length)
    }
  }

  private func check(_ code: Int32) throws(Failure) {
    if code != UNZ_OK { throw damaged() }
  }

  private func damaged() -> Failure { Failure(.badData, .read, archive, "damaged zip") }

  private static func isForeign(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.contains("__MACOSX") || parts.last?.hasPrefix("._") ?? false
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}

extension UInt64 {
  fileprivate func multipliedOrMax(_ factor: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
