import ZMAPCore

/// Changes to the old part of a file, kept in memory until they are committed.
///
/// Pages of 4 KiB, each with what the file holds and what it shall hold. The library rewrites a few bytes of
/// the old part (the superblock, a symbol table, a heap), so this stays small whatever the file's size.
struct StorageOverlay {
  static let pageSize: Int64 = 4096
  /// More than this is a file that this driver is not made for.
  static let limit: Int64 = 1 << 28

  private struct Page {
    let before: [UInt8]
    var after: [UInt8]
  }

  private var pages: [Int64: Page] = [:]
  let file: File
  /// Where the old part ends.
  let end: Int64

  init(_ file: File, end: Int64) {
    self.file = file
    self.end = end
  }

  var isEmpty: Bool { pages.isEmpty }

  /// Puts what was changed over bytes that were read from the file at `offset`.
  func patch(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) {
    guard !pages.isEmpty, offset < end else { return }
    forEachPage(offset, buffer.count) { number, pageOffset, bufferOffset, count in
      guard let page = pages[number] else { return }
      for index in 0..<min(count, page.after.count - pageOffset) {
        buffer[bufferOffset + index] = page.after[pageOffset + index]
      }
    }
  }

  /// Keeps `bytes` for `offset`; all of them must lie below `end`.
  mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Failure) {
    var failure: Failure?
    var pages = pages
    self.pages = [:]
    forEachPage(offset, bytes.count) { number, pageOffset, bufferOffset, count in
      guard failure == nil else { return }
      if pages[number] == nil {
        do throws(Failure) {
          guard Int64(pages.count) * StorageOverlay.pageSize < StorageOverlay.limit else {
            throw Failure(
              .cannotCreate, .write, file.path, "too much of its old content would change in place",
              hint: "--output FILE")
          }
          let start = number * StorageOverlay.pageSize
          let length = Int(min(StorageOverlay.pageSize, end - start))
          var before = try file.bytes(at: start, count: length)
          before.append(contentsOf: repeatElement(0, count: length - before.count))
          pages[number] = Page(before: before, after: before)
        } catch { failure = error }
      }
      for index in 0..<count where failure == nil {
        pages[number]?.after[pageOffset + index] = bytes[bufferOffset + index]
      }
    }
    self.pages = pages
    if let failure { throw failure }
  }

  /// The pages that differ from the file, in order of place. Whole pages, so that a journal can tell whether a
  /// file is the one it was written for.
  var changes: [JournalChange] {
    pages.filter { $0.value.before != $0.value.after }.sorted { $0.key < $1.key }.map { number, page in
      JournalChange(offset: number * StorageOverlay.pageSize, before: page.before, after: page.after)
    }
  }

  private func forEachPage(
    _ offset: Int64, _ count: Int,
    _ body: (_ page: Int64, _ pageOffset: Int, _ bufferOffset: Int, Int) -> Void
  ) {
    var done = 0
    while done < count {
      let place = offset + Int64(done)
      let pageOffset = Int(place % StorageOverlay.pageSize)
      let length = min(count - done, Int(StorageOverlay.pageSize) - pageOffset)
      body(place / StorageOverlay.pageSize, pageOffset, done, length)
      done += length
    }
  }
}
