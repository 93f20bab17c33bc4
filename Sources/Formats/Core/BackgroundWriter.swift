import Dispatch
import Synchronization
import SystemPackage

/// Writes pieces to a file in their order, while who makes them goes on with the next.
///
/// A few pieces wait at most, so memory does not grow. What goes wrong is thrown by the next call, and nothing is written
/// after it.
final class BackgroundWriter: Sendable {
  private let descriptor: FileDescriptor
  private let queue = DispatchQueue(label: "tolmach.write")
  private let room = DispatchSemaphore(value: 3)
  private let failure = Mutex<Errno?>(nil)

  init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// Takes a piece; waits where the file is slower than its maker.
  func write(_ bytes: [UInt8]) throws(Errno) {
    try check()
    room.wait()
    queue.async { [self] in
      defer { room.signal() }
      guard failure.withLock({ $0 }) == nil else { return }
      do { try descriptor.writeAll(bytes) } catch {
        failure.withLock { $0 = error as? Errno ?? .ioError }
      }
    }
  }

  /// Waits until all is written.
  func finish() throws(Errno) {
    queue.sync {}
    try check()
  }

  private func check() throws(Errno) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
