internal import CICU
internal import Synchronization

/// Finds where characters, words or sentences end, by Unicode's rules and a language's tailoring.
///
/// One breaker may be used from several tasks; they take turns. Texts are UTF-8, offsets are bytes.
///
/// ```swift
/// let words = try TextBreaker(.word, locale: "en")
/// try words.boundaries(in: "Hello there")  // [5, 6, 11]
/// ```
///
/// Source: Unicode Standard Annex #29 as ICU implements it; dictionaries for Chinese, Japanese, Thai, Lao,
/// Khmer, Burmese.
public final class TextBreaker: Sendable {
  /// What is looked for.
  public enum Kind: Int32, Sendable {
    /// What people perceive as one character.
    case character = 0
    /// Words, numbers, and what stands between them.
    case word = 1
    /// Where a line may be broken.
    case line = 2
    /// Sentences.
    case sentence = 3
  }

  /// A stretch between two boundaries.
  public struct Piece: Hashable, Sendable {
    /// The bytes of the text.
    public var range: Range<Int>
    /// Whether it is a word or number, not space or punctuation; meaningful for word breaking only.
    public var isWord: Bool
  }

  private let handle: Mutex<BreakHandle>

  /// Opens a breaker for a language.
  ///
  /// - Parameter locale: a locale or language tag; empty means Unicode's untailored rules.
  /// - Throws: ``ICUError``.
  public init(_ kind: Kind, locale: String = "") throws(ICUError) {
    handle = Mutex(try BreakHandle(kind, locale: locale))
  }

  /// The boundaries of a text after its start, as byte offsets; the last is its length.
  public func boundaries(in text: String) throws(ICUError) -> [Int] {
    try pieces(in: text).map(\.range.upperBound)
  }

  /// The pieces of a text in order; together they are the text.
  public func pieces(in text: String) throws(ICUError) -> [Piece] {
    guard !text.isEmpty else { return [] }
    let found: Result<[Piece], ICUError> = handle.withLock { handle in
      var text = text
      return text.withUTF8 { bytes in
        do throws(ICUError) { return unsafe .success(try handle.pieces(in: bytes)) } catch {
          return .failure(error)
        }
      }
    }
    return try found.get()
  }
}

/// Owns one ICU break iterator and closes it once.
@safe private struct BreakHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(_ kind: TextBreaker.Kind, locale: String) throws(ICUError) {
    let opened = try unsafe checked("open a break iterator for '\(locale)'") {
      unsafe cicu_break_open(kind.rawValue, locale, &$0)
    }
    guard let opened = unsafe opened else { throw ICUError(ICUError.outOfMemory, "open a break iterator") }
    unsafe pointer = opened
  }

  deinit { unsafe cicu_break_close(pointer) }

  borrowing func pieces(in bytes: UnsafeBufferPointer<UInt8>) throws(ICUError) -> [TextBreaker.Piece] {
    guard let base = bytes.baseAddress else { return [] }
    try checked("break text") { unsafe cicu_break_set_text(pointer, base, Int64(bytes.count), &$0) }
    defer { unsafe cicu_break_clear_text(pointer) }
    var result: [TextBreaker.Piece] = []
    var start = 0
    while case let next = Int(unsafe cicu_break_next(pointer)), next >= 0 {
      // UBRK_WORD_NONE_LIMIT is 100: below it stand spaces and punctuation.
      let isWord = unsafe cicu_break_rule_status(pointer) >= 100
      result.append(TextBreaker.Piece(range: start..<next, isWord: isWord))
      start = next
    }
    return result
  }
}
