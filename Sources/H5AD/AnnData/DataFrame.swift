import ZMAPCore

/// A table of one row a cell (or gene) with an index of names. Columns are opened when asked for.
package final class DataFrame {
  /// For failures: `x.h5ad:/obs`.
  package let name: String
  /// What the index is called: its name, or `index` where it has none.
  package let indexName: String
  package let index: Column
  /// Without the index, in the writer's order.
  package let columnNames: [String]
  package let encoding: Encoding

  package var rowCount: Int { index.count }

  private let storage: Storage

  private enum Storage {
    /// One element a column.
    case group(HDF5Group)
    /// All columns in one dataset of compounds (anndata 0.5 and 0.6); categories stand in `uns`.
    case compound(HDF5Dataset, categoriesInUns: HDF5Group?)
  }

  /// - Throws: `Failure` when `node` is no data frame, or has no usable index.
  package init(_ node: HDF5Node, categoriesInUns: HDF5Group? = nil) throws(Failure) {
    name = node.object.name
    switch node {
    case .group(let group):
      encoding = try Encoding(of: node)
      guard encoding.kind == .dataframe else { throw group.bad("not a data frame but \(encoding.text)") }
      guard let key = try group.string("_index") else { throw group.bad("has no attribute '_index'") }
      guard let element = try group.node(key) else { throw group.bad("its index '\(key)' is not there") }
      guard let order = try group.attribute("column-order") else {
        throw group.bad("has no attribute 'column-order'")
      }
      // Without columns it is an empty array of numbers.
      let names = try order.strings() ?? []
      guard order.type.isString || order.shape.count == 0 else {
        throw group.bad("its attribute 'column-order' holds no names")
      }
      columnNames = names
      indexName = key == "_index" ? "index" : key
      index = try Column(element, key)
      storage = .group(group)
    case .dataset(let dataset):
      guard case .compound(let members, _) = dataset.type, dataset.shape.rank == 1, let first = members.first
      else { throw dataset.bad("not a data frame") }
      encoding = Encoding(.dataframe, .compound)
      columnNames = members.dropFirst().map(\.name)
      indexName = first.name
      index = try Column(field: first, of: dataset, categories: nil)
      storage = .compound(dataset, categoriesInUns: categoriesInUns)
    }
  }

  /// What stands for the column `name` in the file; nil where all columns are in one dataset.
  func element(_ name: String) throws(Failure) -> HDF5Node? {
    guard case .group(let group) = storage else { return nil }
    // A name with a slash stands in groups of its parts.
    guard let node = try group.descend(name.split(separator: "/").map(String.init)) else {
      throw Failure(.badData, .read, "\(self.name)/\(name)", "named in 'column-order', but not there")
    }
    return node
  }

  /// The column `name`.
  ///
  /// - Throws: `Failure` with status 66, naming the nearest, when there is none; 65 when it is damaged or its
  ///   length is not the index's.
  package func column(_ name: String) throws(Failure) -> Column {
    guard columnNames.contains(name) else { throw noSuchColumn(name) }
    let column: Column
    switch storage {
    case .group:
      guard let node = try element(name) else { throw noSuchColumn(name) }
      column = try Column(node, name)
    case .compound(let dataset, let uns):
      guard case .compound(let members, _) = dataset.type,
        let member = members.first(where: { $0.name == name })
      else { throw dataset.bad("has no field '\(name)'") }
      column = try Column(field: member, of: dataset, categories: try uns?.node("\(name)_categories"))
    }
    guard column.count == rowCount else {
      throw Failure(
        .badData, .read, "\(self.name)/\(name)", "\(column.count) values, but the index has \(rowCount)")
    }
    return column
  }

  private func noSuchColumn(_ name: String) -> Failure {
    let near = NearestNames.of(name, in: columnNames).map { "'\($0)'" }.joined(separator: ", ")
    return Failure(
      .noInput, .find, "\(self.name)/\(name)", "no such column\(near.isEmpty ? "" : "; there is \(near)")")
  }
}
