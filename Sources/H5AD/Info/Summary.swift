import ZMAPCore

/// What anndata 0.12 prints for the object: its size, and the names of all that is in it.
package enum Summary {
  /// What Python's `print` shows of the object, without a newline at the end.
  package static func text(_ file: AnnDataFile) throws(Failure) -> String {
    let (cells, genes) = try file.dimensions()
    var text = "AnnData object with n_obs × n_vars = \(cells) × \(genes)"
    var lines: [(String, [String])] = []
    lines.append(("obs", try file.root.link("obs") == nil ? [] : try file.obs.columnNames))
    lines.append(("var", try file.root.link("var") == nil ? [] : try file.var.columnNames))
    for name in AnnDataFile.collections { lines.append((name, try file.keys(name))) }
    for (name, keys) in lines where !keys.isEmpty {
      text += "\n    \(name): " + keys.map(PythonText.quoted).joined(separator: ", ")
    }
    return text
  }
}

extension AnnDataFile {
  /// The numbers of cells and genes: the lengths of the indices; where a writer left obs or var out, the size
  /// of the first matrix.
  package func dimensions() throws(Failure) -> (cells: Int, genes: Int) {
    let cells: Int? = try root.link("obs") == nil ? nil : try obs.rowCount
    let genes: Int? = try root.link("var") == nil ? nil : try self.var.rowCount
    if let cells, let genes { return (cells, genes) }
    let source = try matrixSources().first { $0.name != "raw" }
    var matrix: Matrix?
    if let source { matrix = try self.matrix(source) }
    return (cells ?? matrix?.rows ?? 0, genes ?? matrix?.columns ?? 0)
  }

  /// The keys that anndata shows for `obsm`, `layers`, `uns` and so on: of older files after it has moved
  /// what belongs elsewhere today.
  package func keys(_ collection: String) throws(Failure) -> [String] {
    var keys: [String] = []
    switch try root.node(collection) {
    case nil: break
    case .group(let group): keys = try group.names()
    case .dataset(let dataset):
      if case .compound(let members, _) = dataset.type { keys = members.map(\.name) }
    }
    if collection == "uns", let uns = try categoriesInUns {
      // Lists of categories become part of their columns.
      var used: Set<String> = []
      for frame in [try obs, try self.var] {
        for name in frame.columnNames where try frame.column(name).encoding.kind == .categorical {
          used.insert("\(name)_categories")
        }
      }
      keys = try uns.names().filter { !used.contains($0) }
    }
    if collection == "obsp", let neighbors = try root.group("uns")?.group("neighbors") {
      for name in ["distances", "connectivities"] {
        if try neighbors.link(name) != nil, let node = try neighbors.node(name), try isMatrix(node),
          !keys.contains(name)
        {
          keys.append(name)
        }
      }
    }
    return keys
  }

  private func isMatrix(_ node: HDF5Node) throws(Failure) -> Bool {
    switch try Encoding(of: node).kind {
    case .csr, .csc: true
    case .array: node.dataset?.shape.rank == 2
    default: false
    }
  }
}

/// Text as Python shows it.
enum PythonText {
  /// `repr` of a str: single quotes, unless it holds one and no double quote.
  static func quoted(_ text: String) -> String {
    let quote: Unicode.Scalar =
      text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
    var out = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", quote: out += "\\\(scalar)"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xAD:
        let digits = String(scalar.value, radix: 16)
        out += digits.count < 2 ? "\\x0\(digits)" : "\\x\(digits)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + String(quote)
  }
}
