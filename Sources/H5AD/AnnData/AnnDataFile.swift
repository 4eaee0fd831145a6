import ZMAPCore

/// AnnData in HDF5: this folder gives meaning to groups and datasets, for every generation of the format and
/// every writer that we know of.
///
/// Comes in: an open HDF5 file. Goes out: elements with their encoding, data frames whose columns are read when
/// asked for, matrices whose parts fit together. Never happens here: a matrix is read whole, or a shape, an
/// index or a code is used before it is checked.

/// An AnnData file, open for reading.
package final class AnnDataFile {
  package let hdf5: HDF5File
  package let root: HDF5Group

  /// The groups of named elements, in the order in which anndata prints them.
  package static let collections = ["uns", "obsm", "varm", "layers", "obsp", "varp"]

  package var path: String { hdf5.path }

  /// Opens `path`.
  ///
  /// - Throws: `Failure` with the kernel's reason, or with status 65 when it is not an AnnData file: then the
  ///   reason says what it is, for formats that are often taken for it.
  package convenience init(reading path: String) throws(Failure) {
    try self.init(HDF5File(reading: path))
  }

  package init(_ hdf5: HDF5File) throws(Failure) {
    self.hdf5 = hdf5
    root = try hdf5.root
    try AnnDataFile.recognize(root, hdf5.path)
  }

  /// `/obs`: what is known of each cell.
  package var obs: DataFrame { get throws(Failure) { try frame("obs") } }
  /// `/var`: what is known of each gene.
  package var `var`: DataFrame { get throws(Failure) { try frame("var") } }

  /// `raw/var`, or `raw.var` of older files; nil when the file has no `raw`.
  package var rawVar: DataFrame? {
    get throws(Failure) {
      if let node = try root.group("raw")?.node("var") { return try DataFrame(node) }
      if let node = try root.node("raw.var") { return try DataFrame(node) }
      return nil
    }
  }

  /// The legacy lists of categories, `uns/<column>_categories`; nil where there are none to be looked at.
  var categoriesInUns: HDF5Group? {
    get throws(Failure) { try root.node("obs")?.dataset == nil ? nil : try root.group("uns") }
  }

  /// The names of all layers, in the order of the file.
  package var layerNames: [String] {
    get throws(Failure) { try root.group("layers")?.names() ?? [] }
  }

  private func frame(_ name: String) throws(Failure) -> DataFrame {
    guard let node = try root.node(name) else {
      throw Failure(.badData, .read, hdf5.name("/\(name)"), "not there")
    }
    return try DataFrame(node, categoriesInUns: try categoriesInUns)
  }

  /// Refuses what is HDF5 and not AnnData, by name where it is known.
  private static func recognize(_ root: HDF5Group, _ path: String) throws(Failure) {
    func refuse(_ reason: String) -> Failure { Failure(.badData, .open, path, reason) }
    let stated = try root.string("encoding-type")
    if stated == "anndata" { return }
    if stated == "MuData" { throw refuse("a MuData file, not AnnData") }
    if let stated, !stated.isEmpty { throw refuse("its encoding-type is '\(stated)', not 'anndata'") }
    let names = try root.names()
    let has = Set(names).contains
    // MuData has obs and var as well, of all its modalities together.
    if has("mod") { throw refuse("a MuData file, not AnnData") }
    if has("obs") || has("var") { return }
    if has("row_attrs") && has("col_attrs") { throw refuse("a loom file, not AnnData") }
    let assay = try root.string("active.assay")
    if has("assays") || assay != nil {
      throw refuse("an h5Seurat file, not AnnData")
    }
    if has("X") || has("layers") { return }
    for name in names.prefix(16) {
      // Cell Ranger 3 writes one group `matrix`, earlier releases one for each genome.
      if try root.link(name) == .hard, let group = try root.group(name), try group.link("barcodes") != nil {
        throw refuse("a 10x Genomics matrix, not AnnData")
      }
    }
    throw refuse("HDF5, but not AnnData: it has neither obs nor var")
  }
}
