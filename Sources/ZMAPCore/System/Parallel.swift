import CSystem
import Glibc
import Synchronization

/// Work on several threads of the operating system, waited for.
package enum Parallel {
  /// Processors that this process may run on.
  package static let processors = max(1, Int(zmap_processor_count()))

  /// Calls `body` with each of `0..<count`, on as many threads as there are processors, and gives the results
  /// in order. The calling thread takes its share.
  ///
  /// - Throws: the error of the lowest number that threw, after all have ended.
  package static func map<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let job = Job(count, body)
    let work = Work { job.run() }
    var threads: [pthread_t] = []
    for _ in 1..<max(1, min(count, processors)) {
      var thread = pthread_t()
      let pointer = Unmanaged.passRetained(work).toOpaque()
      let code = pthread_create(&thread, nil, { Work.enter($0) }, pointer)
      // Without another thread this one does it all.
      guard code == 0 else {
        Unmanaged<Work>.fromOpaque(pointer).release()
        break
      }
      threads.append(thread)
    }
    job.run()
    for thread in threads { pthread_join(thread, nil) }
    return try job.results()
  }
}

/// What a thread does, in a form that C can carry.
private final class Work: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  static func enter(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
    return nil
  }
}

private final class Job<Outcome: Sendable>: Sendable {
  private let count: Int
  private let body: @Sendable (Int) throws -> Outcome
  private let next = Atomic(0)
  private let outcomes: Mutex<[Int: Result<Outcome, any Error>]> = Mutex([:])

  init(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Outcome) {
    self.count = count
    self.body = body
  }

  func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let outcome = Result { try body(index) }
      outcomes.withLock { $0[index] = outcome }
    }
  }

  func results() throws -> [Outcome] {
    let outcomes = outcomes.withLock { $0 }
    return try (0..<count).compactMap { try outcomes[$0]?.get() }
  }
}
