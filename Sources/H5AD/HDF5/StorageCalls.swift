import ZMAPCore

/// The system calls that change a file or make a change last, as one value: tests put one in between that
/// fails at the k-th call, or dies there. Writes may come from several threads.
package protocol StorageCalls: AnyObject, Sendable {
  func write(_ bytes: UnsafeRawBufferPointer, to file: File, at offset: Int64) throws(Failure)
  func synchronize(_ file: File) throws(Failure)
  func truncate(_ file: File, to size: Int64) throws(Failure)
  func create(_ path: String) throws(Failure) -> File
  func remove(_ path: String) throws(Failure)
  func synchronize(directory path: String) throws(Failure)
}

/// The calls as the kernel knows them.
package final class KernelCalls: StorageCalls {
  package init() {}

  package func write(_ bytes: UnsafeRawBufferPointer, to file: File, at offset: Int64) throws(Failure) {
    try file.write(bytes, at: offset)
  }

  package func synchronize(_ file: File) throws(Failure) { try file.synchronize() }

  package func truncate(_ file: File, to size: Int64) throws(Failure) { try file.truncate(to: size) }

  package func create(_ path: String) throws(Failure) -> File { try File(path, .createNew) }

  package func remove(_ path: String) throws(Failure) { try FileSystem.remove(path) }

  package func synchronize(directory path: String) throws(Failure) {
    FileSystem.synchronize(directory: path)
  }
}
