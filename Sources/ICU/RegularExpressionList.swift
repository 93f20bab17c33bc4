internal import Synchronization

/// Many regular expressions that are asked whether they match at given places of one text.
///
/// Expressions are compiled when they are first asked. Matching is bounded as with ``RegularExpression``, and
/// sees 1,000 units of text on its side of the place. May be used from several tasks, each of which has what was
/// compiled to itself.
public final class RegularExpressionList: Sendable {
  /// How much text an expression sees, in UTF-16 units.
  private static let reach = 1_000

  private let patterns: [Pattern]
  /// What was compiled and is not in use.
  private let idle = Mutex<[Handles]>([])

  /// An expression, and the direction in which it reads the text.
  public struct Pattern: Hashable, Sendable {
    /// The expression.
    public var expression: String
    /// Whether it is asked of the text before a place, with its characters from the last to the first.
    public var readsBackwards: Bool

    /// Creates a pattern.
    public init(_ expression: String, readsBackwards: Bool = false) {
      self.expression = expression
      self.readsBackwards = readsBackwards
    }
  }

  /// Creates a list; nothing is compiled yet.
  public init(_ patterns: [Pattern]) { self.patterns = patterns }

  /// Calls `body` with a function that tells whether an expression, by its place in the list, matches from a
  /// place in the text on, in UTF-16 units.
  ///
  /// - Parameter units: the text, in UTF-16.
  /// - Throws: ``ICUError``, where an expression is wrong or runs on.
  public func withText<Answer>(
    _ units: [UInt16], _ body: (_ isMatch: (Int, Int) throws(ICUError) -> Bool) throws(ICUError) -> Answer
  ) throws(ICUError) -> Answer {
    // ICU wants a valid pointer even for an empty text.
    let forwards = units + [0]
    let backwards = Self.reversed(units) + [0]
    let handles = idle.withLock { $0.popLast() } ?? Handles(count: patterns.count)
    var used: [Int] = []
    defer {
      for pattern in used { handles.clear(pattern) }
      idle.withLock { $0.append(handles) }
    }
    let answer: Result<Answer, ICUError> = unsafe forwards.withUnsafeBufferPointer { forwards in
      unsafe backwards.withUnsafeBufferPointer { backwards in
        func isMatch(_ pattern: Int, _ place: Int) throws(ICUError) -> Bool {
          let owner = try handles.owner(of: pattern, patterns)
          let isNewText = !owner.hasText
          if isNewText {
            owner.hasText = true
            used.append(pattern)
          }
          let isReversed = patterns[pattern].readsBackwards
          let start = isReversed ? units.count - place : place
          let text = unsafe isReversed ? backwards : forwards
          return unsafe try owner.handle.isMatch(
            in: start..<min(units.count, start + Self.reach),
            of: UnsafeBufferPointer(rebasing: text[..<units.count]), isNewText: isNewText)
        }
        do throws(ICUError) { return .success(try body(isMatch)) } catch { return .failure(error) }
      }
    }
    return try answer.get()
  }

  /// The text from its last character to its first.
  private static func reversed(_ units: [UInt16]) -> [UInt16] {
    var result: [UInt16] = units.reversed()
    var index = 1
    while index < result.count {
      if UTF16.isLeadSurrogate(result[index]), UTF16.isTrailSurrogate(result[index - 1]) {
        result.swapAt(index - 1, index)
        index += 1
      }
      index += 1
    }
    return result
  }

  private final class Owner {
    let handle: RegexHandle
    var hasText = false
    init(_ handle: consuming RegexHandle) { self.handle = handle }
  }

  /// What one task at a time has to itself, which is why it may go from one to another.
  private final class Handles: @unchecked Sendable {
    private var all: [Owner?]

    init(count: Int) { all = Array(repeating: nil, count: count) }

    func owner(of pattern: Int, _ patterns: [Pattern]) throws(ICUError) -> Owner {
      if let known = all[pattern] { return known }
      let owner = Owner(try RegexHandle(patterns[pattern].expression, options: []))
      all[pattern] = owner
      return owner
    }

    func clear(_ pattern: Int) {
      all[pattern]?.handle.clearText()
      all[pattern]?.hasText = false
    }
  }
}
