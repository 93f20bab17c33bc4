internal import CICU
internal import Synchronization

/// A regular expression of ICU's syntax (UTS #18, level 1 and parts of 2).
///
/// Matching is bounded: an expression that backtracks without end gives an error, not a hang. May be used
/// from several tasks; they take turns.
public final class RegularExpression: Sendable {
  /// How the expression is read; the numbers are ICU's.
  public struct Options: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt32
    /// Creates options from their bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Case does not matter.
    public static let caseInsensitive = Options(rawValue: 2)
    /// White space and `#` comments in the expression are passed over.
    public static let comments = Options(rawValue: 4)
    /// `^` and `$` match at line ends too.
    public static let multiline = Options(rawValue: 8)
    /// `.` matches line ends too.
    public static let dotMatchesLineEnds = Options(rawValue: 32)
    /// `\b` finds words by UAX #29.
    public static let unicodeWords = Options(rawValue: 256)
  }

  /// A match, in UTF-8 bytes of the text.
  public struct Match: Hashable, Sendable {
    /// The whole match, then each group; nil where a group had no part.
    public var groups: [Range<Int>?]
    /// The whole match.
    public var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }
  }

  private let handle: Mutex<RegexHandle>
  /// The expression.
  public let pattern: String

  /// Compiles an expression.
  ///
  /// - Throws: ``ICUError`` with the offset in the expression where it is wrong.
  public init(_ pattern: String, options: Options = []) throws(ICUError) {
    self.pattern = pattern
    handle = Mutex(try RegexHandle(pattern, options: options))
  }

  /// All matches in a text, from left to right.
  ///
  /// - Throws: ``ICUError`` named `U_REGEX_TIME_OUT` or `U_REGEX_STACK_OVERFLOW` where the expression would
  ///   run on.
  public func matches(in text: String) throws(ICUError) -> [Match] {
    let units = Array(text.utf16)
    let found: Result<[[Range<Int>?]], ICUError> = handle.withLock { handle in
      do throws(ICUError) { return .success(try handle.matches(in: units)) } catch { return .failure(error) }
    }
    let groups = try found.get()
    guard !groups.isEmpty else { return [] }
    let offsets = Self.utf8Offsets(of: units)
    return groups.map { Match(groups: $0.map { $0.map { offsets[$0.lowerBound]..<offsets[$0.upperBound] } }) }
  }

  private static func utf8Offsets(of units: [UInt16]) -> [Int] {
    var offsets = [0]
    offsets.reserveCapacity(units.count + 1)
    var offset = 0
    for unit in units {
      // The halves of a surrogate pair share its four bytes.
      offset +=
        unit < 0x80
        ? 1 : unit < 0x800 ? 2 : UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) ? 2 : 3
      offsets.append(offset)
    }
    return offsets
  }
}

@safe struct RegexHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(_ pattern: String, options: RegularExpression.Options) throws(ICUError) {
    let units = Array(pattern.utf16)
    var status: cicu_status = 0
    var errorOffset: Int32 = -1
    let opened = unsafe units.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap {
        unsafe cicu_regex_open($0, Int32(buffer.count), options.rawValue, &errorOffset, &status)
      }
    }
    guard status <= 0, let opened = unsafe opened else {
      throw ICUError(
        status > 0 ? status : ICUError.illegalArgument, "compile the expression '\(pattern)'",
        offset: errorOffset >= 0 ? Int(errorOffset) : nil)
    }
    unsafe pointer = opened
    // About a second of matching, and 8 MB of backtracking.
    unsafe cicu_regex_set_limits(opened, 2_000, 8_000_000, &status)
  }

  deinit { unsafe cicu_regex_close(pointer) }

  borrowing func matches(in text: [UInt16]) throws(ICUError) -> [[Range<Int>?]] {
    var status: cicu_status = 0
    var result: [[Range<Int>?]] = []
    // ICU wants a valid pointer even for an empty text.
    let padded = text.isEmpty ? [0] : text
    unsafe padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe cicu_regex_set_text(pointer, base, Int32(text.count), &status)
      let groupCount = unsafe cicu_regex_group_count(pointer, &status)
      while status <= 0, unsafe cicu_regex_find_next(pointer, &status) {
        var groups: [Range<Int>?] = []
        for group in 0...groupCount {
          let start = unsafe cicu_regex_start(pointer, group, &status)
          groups.append(start < 0 ? nil : Int(start)..<Int(unsafe cicu_regex_end(pointer, group, &status)))
        }
        result.append(groups)
      }
      var ignored: cicu_status = 0
      unsafe cicu_regex_set_text(pointer, base, 0, &ignored)
    }
    guard status <= 0 else { throw ICUError(status, "match an expression") }
    return result
  }

  /// Whether a match starts where a range does and ends within it; the text is set where it changed.
  borrowing func isMatch(in range: Range<Int>, of units: UnsafeBufferPointer<UInt16>, isNewText: Bool)
    throws(ICUError) -> Bool
  {
    guard let base = units.baseAddress else { return false }
    var status: cicu_status = 0
    if isNewText { unsafe cicu_regex_set_text(pointer, base, Int32(units.count), &status) }
    let found = unsafe cicu_regex_looking_at(
      pointer, Int32(range.lowerBound), Int32(range.upperBound), &status)
    guard status <= 0 else { throw ICUError(status, "match an expression") }
    return found
  }

  /// Lets go of the text, which must not outlive its owner.
  borrowing func clearText() {
    var status: cicu_status = 0
    var nothing: UInt16 = 0
    unsafe cicu_regex_set_text(pointer, &nothing, 0, &status)
  }
}
