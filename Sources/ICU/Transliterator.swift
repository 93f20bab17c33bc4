internal import CICU
internal import Synchronization

/// Rewrites text by one of ICU's transforms, such as `Russian-Latin/BGN` or `Any-Latin; Latin-ASCII`.
///
/// May be used from several tasks; they take turns.
///
/// Source: UTS #35 part 2, section 10, "Transforms".
public final class Transliterator: Sendable {
  private let handle: Mutex<TransliteratorHandle>
  /// The identifier it was opened with.
  public let identifier: String

  /// Opens a transform.
  ///
  /// - Parameter identifier: an ICU transform identifier, simple or compound.
  /// - Throws: ``ICUError`` where ICU knows no such transform.
  public init(_ identifier: String) throws(ICUError) {
    self.identifier = identifier
    handle = Mutex(try TransliteratorHandle(identifier))
  }

  /// The text, transformed.
  public func transliterate(_ text: String) throws(ICUError) -> String {
    let units = Array(text.utf16)
    let result: Result<[UInt16], ICUError> = handle.withLock { handle in
      do throws(ICUError) { return .success(try handle.transliterate(units)) } catch {
        return .failure(error)
      }
    }
    return String(decoding: try result.get(), as: UTF16.self)
  }
}

@safe private struct TransliteratorHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(_ identifier: String) throws(ICUError) {
    let units = Array(identifier.utf16)
    let opened = try unsafe checked("open a transliterator '\(identifier)'") { status in
      unsafe units.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.flatMap {
          unsafe cicu_transliterator_open($0, Int32(buffer.count), &status)
        }
      }
    }
    guard let opened = unsafe opened else {
      throw ICUError(ICUError.illegalArgument, "open a transliterator '\(identifier)'")
    }
    unsafe pointer = opened
  }

  deinit { unsafe cicu_transliterator_close(pointer) }

  borrowing func transliterate(_ text: [UInt16]) throws(ICUError) -> [UInt16] {
    var capacity = text.count * 2 + 32
    // A transform can need more room than it first says, as it works in place.
    for _ in 0..<4 {
      var status: cicu_status = 0
      var count = Int32(text.count)
      let result = unsafe [UInt16](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        unsafe base.initialize(repeating: 0, count: buffer.count)
        for (index, unit) in text.enumerated() { unsafe base[index] = unit }
        unsafe cicu_transliterate(pointer, base, &count, Int32(buffer.count), &status)
        initialized = min(Int(count), buffer.count)
      }
      if status == ICUError.overflow {
        capacity = max(capacity * 2, Int(count) + 32)
        continue
      }
      guard status <= 0 else { throw ICUError(status, "transliterate") }
      return result
    }
    throw ICUError(ICUError.overflow, "transliterate")
  }
}
