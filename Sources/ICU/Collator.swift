internal import CICU
internal import Synchronization

/// Compares, sorts and searches text as a language does.
///
/// At primary strength `résumé`, `Resume` and `RESUME` are equal. May be used from several tasks; they take
/// turns.
///
/// Source: UTS #10 and CLDR's tailorings.
public final class Collator: Sendable {
  /// Which differences count.
  public enum Strength: Int32, Sendable {
    /// Letters only.
    case primary = 0
    /// Letters and accents.
    case secondary = 1
    /// Letters, accents and case.
    case tertiary = 2
    /// Every code point.
    case identical = 15
  }

  private let handle: Mutex<CollatorHandle>

  /// Opens a collator for a language.
  ///
  /// - Throws: ``ICUError``.
  public init(locale: String = "", strength: Strength = .tertiary) throws(ICUError) {
    handle = Mutex(try CollatorHandle(locale: locale, strength: strength))
  }

  /// Bytes whose order is the order of the texts.
  public func key(of text: String) -> [UInt8] {
    let units = Array(text.utf16)
    return handle.withLock { $0.key(of: units) }
  }

  /// Less than, equal to or greater than 0, as the first text stands before, with or after the second.
  public func compare(_ left: String, _ right: String) throws(ICUError) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    let result: Result<Int, ICUError> = handle.withLock { handle in
      do throws(ICUError) { return .success(try handle.compare(left, right)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Where a pattern occurs in a text at this collator's strength, as UTF-8 byte ranges; matches do not
  /// overlap.
  public func ranges(of pattern: String, in text: String) throws(ICUError) -> [Range<Int>] {
    guard !pattern.isEmpty, !text.isEmpty else { return [] }
    let (patternUnits, textUnits) = (Array(pattern.utf16), Array(text.utf16))
    let found: Result<[Range<Int>], ICUError> = handle.withLock { handle in
      do throws(ICUError) { return .success(try handle.ranges(of: patternUnits, in: textUnits)) } catch {
        return .failure(error)
      }
    }
    let utf16 = text.utf16
    return try found.get().map { range in
      let lower = utf16.index(utf16.startIndex, offsetBy: range.lowerBound)
      let upper = utf16.index(lower, offsetBy: range.count)
      let start = text.utf8.distance(from: text.startIndex, to: lower)
      return start..<start + text.utf8.distance(from: lower, to: upper)
    }
  }
}

@safe private struct CollatorHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(locale: String, strength: Collator.Strength) throws(ICUError) {
    let opened = try unsafe checked("open a collator for '\(locale)'") {
      unsafe cicu_collator_open(locale, strength.rawValue, &$0)
    }
    guard let opened = unsafe opened else { throw ICUError(ICUError.outOfMemory, "open a collator") }
    unsafe pointer = opened
  }

  deinit { unsafe cicu_collator_close(pointer) }

  borrowing func key(of text: [UInt16]) -> [UInt8] {
    let result = try? unsafe filled("make a collation key", capacity: text.count * 3 + 16, zero: UInt8(0)) {
      out, capacity, _ in
      unsafe text.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe cicu_collator_key(pointer, base, Int32(buffer.count), out, capacity)
      }
    }
    return result ?? []
  }

  borrowing func compare(_ left: [UInt8], _ right: [UInt8]) throws(ICUError) -> Int {
    if left.isEmpty || right.isEmpty { return left.count - right.count }
    return try checked("compare text") { status in
      unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
          guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return 0 }
          return Int(
            unsafe cicu_collator_compare(
              pointer, leftBase, Int32(left.count), rightBase, Int32(right.count), &status))
        }
      }
    }
  }

  borrowing func ranges(of pattern: [UInt16], in text: [UInt16]) throws(ICUError) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var status: cicu_status = 0
    unsafe pattern.withUnsafeBufferPointer { pattern in
      unsafe text.withUnsafeBufferPointer { text in
        guard let patternBase = pattern.baseAddress, let textBase = text.baseAddress else { return }
        let opened = unsafe cicu_search_open(
          pointer, patternBase, Int32(pattern.count), textBase, Int32(text.count), &status)
        guard let search = unsafe opened else { return }
        defer { unsafe cicu_search_close(search) }
        var count: Int32 = 0
        while case let start = unsafe cicu_search_next(search, &count, &status), start >= 0, status <= 0 {
          result.append(Int(start)..<Int(start + count))
        }
      }
    }
    guard status <= 0 else { throw ICUError(status, "search text") }
    return result
  }
}
