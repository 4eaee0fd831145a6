import CSystem
import Glibc

/// Threads that take jobs, for work that is cut into many small pieces.
///
/// `threads` counts the thread that owns the pool: with 1, no thread is started and the owner does all jobs,
/// in `help`. Each thread has a workspace of its own. Urgent jobs go first; among equals,
/// the order is that of `submit`. Results travel through whatever the jobs capture; what a job did is visible
/// to the owner once `finished` has counted it.
package final class WorkerPool: @unchecked Sendable {
  package typealias Job = @Sendable (FilterPipeline.Workspace) -> Void

  // Everything below is touched under the lock only, but for what the owner alone uses.
  private var lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var work = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var progress = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var urgent: [Job] = []
  private var plain: [Job] = []
  private var urgentHead = 0
  private var plainHead = 0
  private var finishedCount = 0
  private var isStopping = false
  private var threads: [pthread_t] = []
  private let ownWorkspace = FilterPipeline.Workspace()

  /// A thread's work, on its way through `pthread_create`.
  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  package init(threads count: Int) {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(work, nil)
    pthread_cond_init(progress, nil)
    for _ in 1..<max(count, 1) {
      // The pool outlives its threads: `stop` waits for them, in `deinit` at the latest; so no count is taken,
      // which a pool that is just going away would not give.
      let body = Body { [unowned(unsafe) self] in serve() }
      let argument = Unmanaged.passRetained(body)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, argument.toOpaque())
      if code != 0 { argument.release() }
      // A machine that gives no more threads still gets its work done.
      if code == 0 { threads.append(thread) }
    }
  }

  deinit {
    stop()
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(work)
    pthread_cond_destroy(progress)
    lock.deallocate()
    work.deallocate()
    progress.deallocate()
  }

  /// The number of threads, the owner counted.
  package var threadCount: Int { threads.count + 1 }

  /// How many processors this process may use. The corresponding C function is `sched_getaffinity`.
  package static func processorCount() -> Int { max(1, Int(zmap_processor_count())) }

  package func submit(urgent isUrgent: Bool = false, _ job: @escaping Job) {
    pthread_mutex_lock(lock)
    if isUrgent { urgent.append(job) } else { plain.append(job) }
    pthread_cond_signal(work)
    pthread_mutex_unlock(lock)
  }

  /// The number of jobs done so far.
  package var finished: Int {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return finishedCount
  }

  /// Does one job on the owner's thread, if one is waiting; else waits until more than `seen` jobs are done.
  package func help(seen: Int) {
    pthread_mutex_lock(lock)
    while finishedCount <= seen {
      if let job = next() {
        pthread_mutex_unlock(lock)
        job(ownWorkspace)
        pthread_mutex_lock(lock)
        finishedCount += 1
        break
      }
      pthread_cond_wait(progress, lock)
    }
    pthread_mutex_unlock(lock)
  }

  /// Drops the jobs that nobody took yet, lets the others end, and ends the threads.
  package func stop() {
    pthread_mutex_lock(lock)
    isStopping = true
    urgent = []
    plain = []
    urgentHead = 0
    plainHead = 0
    pthread_cond_broadcast(work)
    pthread_mutex_unlock(lock)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  private func serve() {
    let workspace = FilterPipeline.Workspace()
    pthread_mutex_lock(lock)
    while !isStopping {
      if let job = next() {
        pthread_mutex_unlock(lock)
        job(workspace)
        pthread_mutex_lock(lock)
        finishedCount += 1
        pthread_cond_signal(progress)
      } else {
        pthread_cond_wait(work, lock)
      }
    }
    pthread_mutex_unlock(lock)
  }

  private func next() -> Job? { WorkerPool.pop(&urgent, &urgentHead) ?? WorkerPool.pop(&plain, &plainHead) }

  private static func pop(_ jobs: inout [Job], _ head: inout Int) -> Job? {
    guard head < jobs.count else { return nil }
    let job = jobs[head]
    head += 1
    if head == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      head = 0
    }
    return job
  }
}
