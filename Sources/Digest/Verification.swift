import ZMAPCore

/// Tells whether kept files are whole: at once by what they say of themselves, or by reading every byte.
package struct Verification {
  private let isDeep: Bool
  private let repair: Repair?
  private let reader: ContentReader
  private let diagnostics: Diagnostics

  /// - Parameters:
  ///   - isDeep: whether to read every byte and compare digests.
  ///   - repair: what makes damaged files whole, if it is to.
  package init(isDeep: Bool, repair: Repair? = nil, _ diagnostics: Diagnostics) {
    self.isDeep = isDeep
    self.repair = repair
    self.diagnostics = diagnostics
    reader = ContentReader(diagnostics)
  }

  /// Verifies one file after the other and, if that is wanted, repairs it. What can't be read or repaired is
  /// reported and the others follow; damage that stays makes the status 1.
  ///
  /// - Parameter found: is told of each file what was found last.
  /// - Throws: `Interrupted` when a signal came.
  package func run(_ files: [KeptFile], found: (KeptFile, KeptFile.Finding) -> Void) throws {
    for file in files {
      try Signals.check()
      do {
        let finding = try finding(of: file)
        found(file, finding.isDamage ? try afterRepair(of: file, finding) : finding)
      } catch let failure as Failure {
        if FileSystem.exists(file.path) {
          diagnostics.report(failure)
        } else {
          found(file, KeptFile.Finding(.missing, "removed meanwhile"))
        }
      }
    }
    reader.sayRate()
  }

  private func afterRepair(of file: KeptFile, _ finding: KeptFile.Finding) throws -> KeptFile.Finding {
    if let repair {
      do {
        let repaired = try repair.repair(file, finding)
        return KeptFile.Finding(
          repaired.status, "repaired; was \(finding.status.rawValue): \(finding.detail)")
      } catch let failure as Failure {
        diagnostics.report(failure)
      }
    }
    diagnostics.note(.negative)
    return finding
  }

  /// What is found of a file. A digest that nobody knew is kept in its record, and so is a new time or inode
  /// where the content proves to be the recorded one.
  ///
  /// - Throws: `Failure` when the file can't be read, `Interrupted` when a signal came.
  func finding(of file: KeptFile) throws -> KeptFile.Finding {
    if file.hasJournal { return KeptFile.Finding(.damaged, file.finding.detail) }
    guard file.isUsable else { return file.finding }
    if !file.isCurrent, let objection = try FormatPromise.objection(to: file.path) {
      return KeptFile.Finding(.damaged, objection)
    }
    return isDeep ? try deepFinding(of: file) : file.finding
  }

  private func deepFinding(of file: KeptFile) throws -> KeptFile.Finding {
    let record = file.record
    guard let content = try reader.read(file, etag: record.flatMap(Verification.tagToProve)) else {
      return KeptFile.Finding(.modified, "changed while it was read")
    }
    guard var record else { return KeptFile.Finding(.unverified, file.finding.detail) }
    let judgement = Judgement(record, isCurrent: file.isCurrent, content.digest)
    switch judgement {
    case .damaged(let reason): return KeptFile.Finding(.damaged, reason)
    case .untold: return file.finding
    case .asItCame:
      record.sha256 = content.digest.sha256
      record.changes = nil
      record.changedSha256 = nil
      if content.digest.etag == .matches, !record.verified.contains("etag") { record.verified.append("etag") }
    case .asChanged: record.changedSha256 = content.digest.sha256
    }
    record.fingerprint = CacheRecord.Fingerprint(content.status)
    ContentReader.keep(record, of: file)
    return judgement == .asItCame ? KeptFile.Finding(.ok) : KeptFile.Finding(.modified, file.finding.detail)
  }

  /// The ETag, where SHA-256 is not known or the tag never was proved.
  private static func tagToProve(_ record: CacheRecord) -> ETag? {
    if record.sha256 != nil && record.verified.contains("etag") { return nil }
    return record.etag.flatMap(ETag.init)
  }
}

/// What a content's digests say next to the record of its file.
private enum Judgement: Equatable {
  /// It is what came.
  case asItCame
  /// It is what a command of this toolkit made of it.
  case asChanged
  /// There is nothing to compare with.
  case untold
  case damaged(String)

  init(_ record: CacheRecord, isCurrent: Bool, _ digest: StreamDigest.Result) {
    let stray = isCurrent ? "" : "; it was written to since it was recorded"
    if digest.sha256 == record.sha256 {
      self = .asItCame
    } else if let known = record.currentSha256 {
      self = digest.sha256 == known ? .asChanged : .damaged("SHA-256 is not the recorded one\(stray)")
    } else if record.changes != nil {
      self = isCurrent ? .asChanged : .untold
    } else {
      switch digest.etag {
      case .matches: self = .asItCame
      case .differs: self = .damaged("not what the server's ETag promises\(stray)")
      case .unknown where record.verified.contains("etag"):
        self = .damaged("no longer what the server's ETag promises\(stray)")
      case .unknown: self = isCurrent ? .asItCame : .untold
      }
    }
  }
}
