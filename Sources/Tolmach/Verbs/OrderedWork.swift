import Foundation
import Synchronization

/// Does work on several threads, and hands the results over in the order of the items.
///
/// At most `window` results wait at a time, so memory does not grow with the number of items.
enum OrderedWork {
  /// As large as a main thread's: readers of nested files were made for that.
  private static let stackSize = 8 * 1_048_576

  /// Works through the items.
  ///
  /// - Parameters:
  ///   - jobs: the number of threads.
  ///   - work: is called on them.
  ///   - waiting: is called on the caller's thread ten times a second while nothing comes.
  ///   - deliver: is called on the caller's thread, in order; what it throws ends the work.
  static func run<Item: Sendable, Output: Sendable>(
    _ items: [Item], jobs: Int, work: @escaping @Sendable (Item) -> Output, waiting: () -> Void,
    deliver: (Output) throws -> Void
  ) throws {
    guard jobs > 1, items.count > 1 else {
      for item in items { try deliver(work(item)) }
      return
    }
    let board = Board<Item, Output>(items, window: 2 * jobs)
    for _ in 0..<min(jobs, items.count) {
      let thread = Thread { board.work(work) }
      thread.stackSize = stackSize
      thread.start()
    }
    defer { board.stop(threads: min(jobs, items.count)) }
    var next = 0
    while next < items.count {
      guard let output = board.take(next) else {
        if board.arrived.wait(timeout: .now() + .milliseconds(100)) == .timedOut { waiting() }
        continue
      }
      next += 1
      board.room.signal()
      try deliver(output)
    }
  }

  /// What the threads share.
  private final class Board<Item: Sendable, Output: Sendable>: Sendable {
    private struct State {
      var next = 0
      var isStopped = false
      var outputs: [Int: Output] = [:]
    }

    private let items: [Item]
    private let state = Mutex(State())
    /// Counts results that came.
    let arrived = DispatchSemaphore(value: 0)
    /// Counts results that may be made.
    ///
    /// An item in work holds one, so the one that is waited for always gets on.
    let room = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    init(_ items: [Item], window: Int) {
      self.items = items
      for _ in 0..<window { room.signal() }
    }

    func work(_ work: (Item) -> Output) {
      while true {
        room.wait()
        let index = state.withLock { state -> Int? in
          guard !state.isStopped, state.next < items.count else { return nil }
          defer { state.next += 1 }
          return state.next
        }
        guard let index else { break }
        let output = work(items[index])
        state.withLock { $0.outputs[index] = output }
        arrived.signal()
      }
      ended.signal()
    }

    func take(_ index: Int) -> Output? { state.withLock { $0.outputs.removeValue(forKey: index) } }

    /// Waits for the threads, so that nothing works on after the caller has gone.
    func stop(threads: Int) {
      state.withLock { $0.isStopped = true }
      for _ in 0..<threads { room.signal() }
      for _ in 0..<threads { ended.wait() }
    }
  }
}
