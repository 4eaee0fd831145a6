import ZMAPCore

/// Reports: what a run found or did goes in, paths or rows on standard output come out. Nothing here fetches.

/// What standard output gets for each file.
package enum FetchFormat: String, CaseIterable, Sendable {
  case path, tsv, jsonl

  /// The format of tables, which have more than a path to tell.
  var rows: RowFormat { self == .jsonl ? .jsonl : .tsv }
}

/// Tells of each file once it is there, at once, so that the next command of a pipeline can begin.
package struct FetchReport {
  private let output: StandardOutput
  private let writer: RowWriter?

  package init(_ format: FetchFormat, header: Bool, to output: StandardOutput) {
    self.output = output
    let columns = ["path", "name", "url", "bytes", "sha256", "etag", "status", "seconds"]
    writer = format == .path ? nil : RowWriter(columns, format.rows, header: header, to: output)
  }

  package func add(_ file: Fetched) throws(BrokenOutput) {
    if let writer {
      writer.row([
        .text(file.path), .text(file.wanted.name), .text(file.wanted.url), .integer(file.bytes),
        .optional(file.sha256), .optional(file.etag), .text(file.status.rawValue),
        .real((file.seconds * 1000).rounded() / 1000),
      ])
    } else {
      output.write(file.path + "\n")
    }
    try output.flush()
  }
}

extension Fetcher {
  /// Prints what the atlas publishes, with path and size of what is here: `--list`.
  package func list(_ files: [Wanted], _ format: FetchFormat, header: Bool) throws {
    let columns = ["name", "type", "filename", "url", "path", "bytes"]
    let writer = RowWriter(columns, format.rows, header: header, to: session.output)
    for wanted in files {
      let found = try? path(of: wanted)
      writer.row([
        .text(wanted.name), .text(wanted.content.rawValue), .text(wanted.fileName), .text(wanted.url),
        .optional(found?.kept == nil ? nil : found?.path), .optional(found?.kept),
      ])
    }
  }

  /// Prints what a run would do, without asking any server: `--dry-run`.
  package func plan(_ files: [Wanted], _ format: FetchFormat, header: Bool) throws {
    let writer = RowWriter(
      ["name", "action", "path", "bytes_left"], format.rows, header: header, to: session.output)
    for wanted in files {
      let (path, kept) = try path(of: wanted)
      let part = try partial(wanted)
      let (action, left): (String, Int64?) =
        if kept != nil && !options.force { ("hit", 0) } else if let part {
          ("resume", part.size - part.done)
        } else {
          ("download", localSize(wanted))
        }
      writer.row([.text(wanted.name), .text(action), .text(path), .optional(left)])
    }
  }

  private func localSize(_ wanted: Wanted) -> Int64? {
    wanted.localPath.flatMap { try? FileSystem.status($0)?.size }
  }
}
