import ZMAPCore

/// Where a matrix is found by the name that a user gives.
extension AnnDataFile {
  /// A matrix of the file, by the name on the command line.
  package struct MatrixSource: Equatable, Sendable {
    /// `X`, `raw` or a layer's name.
    package let name: String
    /// `X`, `raw/X`, `raw.X` or `layers/NAME`.
    package let path: String
  }

  /// All places of matrices that the file has: `X`, `raw`, then the layers.
  package func matrixSources() throws(Failure) -> [MatrixSource] {
    var sources: [MatrixSource] = []
    if let x = try root.node("X"), try Encoding(of: x).kind != .null {
      sources.append(.init(name: "X", path: "X"))
    }
    if try root.group("raw")?.link("X") != nil { sources.append(.init(name: "raw", path: "raw/X")) }
    if try root.link("raw.X") != nil { sources.append(.init(name: "raw", path: "raw.X")) }
    return sources + (try layerNames).map { .init(name: $0, path: "layers/\($0)") }
  }

  /// The matrix that `name` stands for: `X`, `raw`, or a layer.
  ///
  /// - Throws: `Failure` with status 66, naming the nearest, when there is none.
  package func source(_ name: String) throws(Failure) -> MatrixSource {
    let sources = try matrixSources()
    if let found = sources.first(where: { $0.name == name || $0.path == name }) { return found }
    let near = NearestNames.of(name, in: sources.map(\.name))
    let names = near.isEmpty ? sources.map(\.name) : near
    throw Failure(
      .noInput, .find, hdf5.name("/layers/\(name)"),
      "no such layer\(names.isEmpty ? "" : "; there is \(names.map { "'\($0)'" }.joined(separator: ", "))")")
  }

  /// What is meant when nobody names a layer: `tpm_log`, else `X`, else the only layer.
  ///
  /// - Throws: `Failure` with status 64 when none of them is there, naming the choices.
  package func defaultSource() throws(Failure) -> MatrixSource {
    let sources = try matrixSources()
    let layers = sources.filter { $0.path.hasPrefix("layers/") }
    if let tpm = layers.first(where: { $0.name == "tpm_log" }) { return tpm }
    if let x = sources.first(where: { $0.path == "X" }) { return x }
    if layers.count == 1 { return layers[0] }
    if sources.isEmpty { throw Failure(.noInput, .find, path, "it holds no matrix") }
    throw Failure(
      .usage, .find, path,
      "it has no X and no layer 'tpm_log'; there is "
        + sources.map { "'\($0.name)'" }.joined(separator: ", "),
      hint: "--layer \(sources[0].name)")
  }

  /// Describes the matrix at `source`, and checks that it fits the file's cells and genes.
  package func matrix(_ source: MatrixSource) throws(Failure) -> Matrix {
    let parts =
      source.path.hasPrefix("raw.")
      ? [Substring(source.path)] : source.path.split(separator: "/", maxSplits: 1)
    guard let node = try root.descend(parts.map(String.init)) else {
      throw Failure(.noInput, .find, hdf5.name("/\(source.path)"), "not there")
    }
    return try Matrix(node)
  }

  /// The data frame of the genes that the columns of `source` stand for: `var`, or that of `raw`.
  package func genes(of source: MatrixSource) throws(Failure) -> DataFrame {
    if source.name == "raw", source.path.hasPrefix("raw"), let frame = try rawVar { return frame }
    return try self.var
  }
}
