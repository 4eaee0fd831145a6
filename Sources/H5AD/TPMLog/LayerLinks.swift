import ZMAPCore

/// The last step of a layer: everything that changes what the file's links lead to.
struct LayerLinks {
  let task: TPMLog
  let file: AnnDataFile
  let writer: StorageWriter

  /// Puts `layer` in its place, `/X` in its, and what else was asked for.
  func attach(_ layer: some HDF5Object, _ x: OriginalX) throws {
    let layers = try collection("layers")
    if try layers.link(task.layer) != nil { try writer.unlink(task.layer, in: layers) }
    try x.settle(layers)
    try writer.link(layer, as: task.layer, in: layers)
    if task.marksLog1p { try markLog1p() }
  }

  /// The group of a collection of elements, made when it is not there: files before anndata 0.7 may have none.
  private func collection(_ name: String) throws(Failure) -> HDF5Group {
    if let group = try file.root.group(name) { return group }
    let group = try writer.group("/\(name)")
    try writer.encode(group, type: "dict", version: "0.1.0")
    try writer.link(group, as: name, in: file.root)
    return group
  }

  /// `uns/log1p` as scanpy leaves it: the base of the logarithm, None for e.
  private func markLog1p() throws(Failure) {
    let uns = try collection("uns")
    let mark = try writer.group("/uns/log1p")
    try writer.encode(mark, type: "dict", version: "0.1.0")
    let base = try writer.null("/uns/log1p/base")
    try writer.encode(base, type: "null", version: "0.1.0")
    try writer.link(base, as: "base", in: mark)
    if try uns.link("log1p") != nil { try writer.unlink("log1p", in: uns) }
    try writer.link(mark, as: "log1p", in: uns)
  }
}
