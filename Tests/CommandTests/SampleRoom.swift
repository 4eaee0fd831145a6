import TestSupport
import ZMAPCore

/// A fresh directory in which the documents' examples can run: the sample serves as the atlas, `atlas.h5ad` is a
/// copy of it, `normalized.h5ad` has the layer, and one file is kept.
struct SampleRoom {
  let directory: TemporaryDirectory
  let shell: Shell

  init() throws {
    directory = try TemporaryDirectory()
    var shell = try Shell(directory.path)
    shell.environment["ZMAP_BASE_URL"] = "file://\(Repository.root)/Examples/sample"
    self.shell = shell
    let atlas = "\(Repository.root)/Examples/sample/h5ad/ZMAP_251209_processed_slim.h5ad"
    let prepared = try shell.run(
      """
      cp '\(atlas)' atlas.h5ad && zmap-tpmlog -q atlas.h5ad -o normalized.h5ad && zmap-fetch -q --kind processed_slim
      """)
    guard prepared.status == 0 else { throw Failure(.bug, .create, "normalized.h5ad", prepared.errors) }
  }
}
