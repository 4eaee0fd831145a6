import ZMAPCore

/// A consensus table to ask: its packed form, and a way to build that again when a part of it proves damaged.
///
/// Building is deterministic: the same file gives the same rows at the same positions, so a query that meets
/// damage half way goes on where it was, and nobody sees a difference.
package final class MarkerTable {
  /// What the table is called in messages: a level, or a path.
  package let name: String
  private var packed: PackedTable
  private let rebuild: (() throws -> PackedTable)?

  init(_ packed: PackedTable, name: String, rebuild: (() throws -> PackedTable)? = nil) {
    self.packed = packed
    self.name = name
    self.rebuild = rebuild
  }

  var meta: PackedMeta { packed.meta }

  /// Reads a block and makes of it what `decode` does, which throws `Damaged` when it makes no sense.
  func read<Content>(
    _ column: PackedFormat.Column, _ block: Int, decode: ([UInt8]) throws -> Content
  ) throws -> Content {
    do {
      return try decode(try packed.block(column, block))
    } catch is PackedFormat.Damaged {
      return try decode(try repaired(column, block))
    } catch let failure as Failure where rebuild != nil && failure.verb == .read {
      // A disk that can't read the packed table may still have the table itself.
      return try decode(try repaired(column, block))
    }
  }

  private func repaired(_ column: PackedFormat.Column, _ block: Int) throws -> [UInt8] {
    guard let rebuild else { throw Failure(.bug, .read, name, "a table in memory is damaged") }
    let fresh = try rebuild()
    guard fresh.meta.rows == meta.rows, fresh.meta.groups.elementsEqual(meta.groups, by: ==),
      fresh.meta.geneBytes == meta.geneBytes, fresh.meta.columns.elementsEqual(meta.columns, by: ==)
    else { throw Failure(.tryAgain, .read, name, "the table changed while it was read") }
    packed = fresh
    return try packed.block(column, block)
  }

  /// Names of the groups in output order.
  package var groupNames: [[UInt8]] { meta.groups.map(\.name) }

  /// The positions of a group's rows.
  func rows(ofGroup group: Int) -> Range<Int> {
    (group == 0 ? 0 : meta.groups[group - 1].end)..<meta.groups[group].end
  }
}
