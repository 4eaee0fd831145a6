import ZMAPCore

/// What an element of an AnnData file is, in AnnData's words, whichever generation wrote it.
///
/// Source: "AnnData on-disk format" of anndata 0.12 for what has `encoding-type`; for the rest the readers of
/// older files in anndata's `_io/h5ad.py` and `_io/specs/methods.py`.
package struct Encoding: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case anndata, raw, dict, array, dataframe, categorical, string, bytes, null
    case csr = "csr_matrix"
    case csc = "csc_matrix"
    case nullableInteger = "nullable-integer"
    case nullableBoolean = "nullable-boolean"
    case nullableString = "nullable-string-array"
    case stringArray = "string-array"
    case numericScalar = "numeric-scalar"
    case recordArray = "rec-array"
    case awkwardArray = "awkward-array"
  }

  /// Which writers a form comes from; the numbers are versions of anndata.
  package enum Generation: String, Sendable {
    case compound = "0.5"
    case references = "0.7"
    case modern = ""
  }

  /// Nil for an encoding that is not known here.
  package let kind: Kind?
  package let generation: Generation
  /// What the file says: `encoding-type` and `encoding-version`, nil where it says nothing.
  package let statedType: String?
  package let statedVersion: String?

  /// `csr_matrix`, `categorical (0.7)`, or an unknown word as it stands in the file.
  package var text: String {
    let word = kind?.rawValue ?? statedType ?? "unknown"
    return generation == .modern ? word : "\(word) (\(generation.rawValue))"
  }

  /// Tells what `node` is. Reads attributes only.
  package init(of node: HDF5Node) throws(Failure) {
    let object = node.object
    statedType = try object.string("encoding-type")
    statedVersion = try object.string("encoding-version")
    if let statedType, !statedType.isEmpty {
      kind = Kind(rawValue: statedType)
      generation = kind == .dataframe && statedVersion == "0.1.0" ? .references : .modern
      return
    }
    switch node {
    case .group(let group):
      if let format = try group.string("h5sparse_format") {
        kind = format == "csr" ? .csr : format == "csc" ? .csc : nil
        generation = .compound
      } else {
        kind = .dict
        generation = .modern
      }
    case .dataset(let dataset):
      (kind, generation) = try Encoding.plain(dataset)
    }
  }

  /// A dataset that says nothing of itself: its type and shape tell.
  private static func plain(_ dataset: HDF5Dataset) throws(Failure) -> (Kind, Generation) {
    if try dataset.attribute("categories") != nil { return (.categorical, .references) }
    if dataset.layout == .virtual { return (.array, .modern) }
    if dataset.shape == .null { return (.null, .modern) }
    switch dataset.type {
    case .fixedString, .variableString:
      return (dataset.shape.rank == 0 ? .string : .stringArray, .modern)
    case .compound where dataset.shape.rank > 0: return (.recordArray, .modern)
    default: return (dataset.shape.rank == 0 ? .numericScalar : .array, .modern)
    }
  }

  init(_ kind: Kind, _ generation: Generation = .modern) {
    self.kind = kind
    self.generation = generation
    statedType = nil
    statedVersion = nil
  }
}
