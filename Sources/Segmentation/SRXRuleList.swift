import ICU

/// The rules of one language, in order.
final class SRXRuleList: Sendable {
  private struct Entry: Sendable {
    var breaks: Bool
    /// The expressions by number; nil where anything may stand.
    var before: Int?
    var after: Int?
  }

  private let entries: [Entry]
  private let filter: SRXRuleFilter
  private let expressions: RegularExpressionList
  private let expressionCount: Int

  init(_ rules: [SRXDocument.Rule]) {
    var numbers: [RegularExpressionList.Pattern: Int] = [:]
    var patterns: [RegularExpressionList.Pattern] = []
    func number(_ pattern: RegularExpressionList.Pattern?) -> Int? {
      guard let pattern else { return nil }
      if let number = numbers[pattern] { return number }
      numbers[pattern] = patterns.count
      patterns.append(pattern)
      return patterns.count - 1
    }
    entries = rules.map { rule in
      Entry(
        breaks: rule.breaks, before: number(Self.before(rule.before)), after: number(Self.after(rule.after)))
    }
    filter = SRXRuleFilter(rules)
    expressions = RegularExpressionList(patterns)
    expressionCount = patterns.count
  }

  /// What is asked of the text before a place; nil where anything may stand there.
  static func before(_ pattern: String) -> RegularExpressionList.Pattern? {
    if pattern.isEmpty { return nil }
    if let reversed = PatternReverser.reversed(pattern) {
      return reversed.isEmpty ? nil : .init(reversed, readsBackwards: true)
    }
    return .init("(?<=\(prepared(pattern, isBounded: true)))")
  }

  /// What is asked of the text after a place; nil where anything may stand there.
  static func after(_ pattern: String) -> RegularExpressionList.Pattern? {
    pattern.isEmpty ? nil : .init(prepared(pattern, isBounded: looksBack(pattern)))
  }

  /// Whether an expression itself looks back.
  static func looksBack(_ pattern: String) -> Bool { pattern.contains("(?<=") || pattern.contains("(?<!") }

  /// An expression as ICU wants it, with its endless repetitions bounded where it looks back.
  static func prepared(_ pattern: String, isBounded: Bool) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(pattern.unicodeScalars)
    var index = 0
    var classDepth = 0
    var isAfterQuantifier = false
    var isInBraces = false
    while index < scalars.count {
      let scalar = scalars[index]
      let wasAfterQuantifier = isAfterQuantifier
      isAfterQuantifier = false
      switch scalar {
      case "\\":
        result.append(scalar)
        index += 1
        guard index < scalars.count else { break }
        result.append(scalars[index])
        // The braces of a property or a code point are no quantifier.
        if index + 1 < scalars.count, scalars[index + 1] == "{",
          "pPxN".unicodeScalars.contains(scalars[index])
        {
          while index + 1 < scalars.count, scalars[index] != "}" {
            index += 1
            result.append(scalars[index])
          }
        }
      case "[":
        classDepth += 1
        result.append(scalar)
      case "]":
        classDepth = max(0, classDepth - 1)
        result.append(scalar)
      case "*" where isBounded && classDepth == 0:
        result.append(contentsOf: "{0,\(limit)}".unicodeScalars)
        isAfterQuantifier = true
      case "+" where isBounded && classDepth == 0 && !wasAfterQuantifier:
        result.append(contentsOf: "{1,\(limit)}".unicodeScalars)
        isAfterQuantifier = true
      case "{" where classDepth == 0:
        isInBraces = true
        result.append(scalar)
      case "}" where classDepth == 0 && !isInBraces:
        // Java takes a brace that closes nothing as itself, ICU does not.
        result.append(contentsOf: "\\}".unicodeScalars)
      case "}" where classDepth == 0:
        isInBraces = false
        if isBounded, result.last == "," { result.append(contentsOf: "\(limit)".unicodeScalars) }
        result.append(scalar)
        isAfterQuantifier = true
      case "?" where classDepth == 0:
        result.append(scalar)
        isAfterQuantifier = result.dropLast().last != "("
      default: result.append(scalar)
      }
      index += 1
    }
    return String(result)
  }

  /// How often a repetition without end matches when it looks back.
  private static let limit = 10

  /// The places of a text where a rule decides, as byte offsets in order, and whether the text breaks there.
  ///
  /// - Parameter places: byte offsets that are asked about too, in order, though no rule may break there.
  func decisions(
    in text: ScalarText, units: [UInt16], places: [Int]
  ) throws -> [(offset: Int, breaks: Bool)] {
    try expressions.withText(units) { isMatch throws(ICUError) in
      var result: [(offset: Int, breaks: Bool)] = []
      var found: [Int] = []
      // Rules share expressions; what one gave at a place, the place's byte offset and a bit, is kept.
      var known = [Int](repeating: -1, count: expressionCount)
      var byte = 0
      var index = 0
      var nextPlace = 0
      func holds(_ expression: Int?) throws(ICUError) -> Bool {
        guard let expression else { return true }
        if known[expression] >> 1 == byte { return known[expression] & 1 == 1 }
        let answer = try isMatch(expression, index)
        known[expression] = byte << 1 | (answer ? 1 : 0)
        return answer
      }
      while index < units.count {
        while nextPlace < places.count, places[nextPlace] < byte { nextPlace += 1 }
        let isAsked = nextPlace < places.count && places[nextPlace] == byte
        if index > 0, isAsked || filter.mayBreak(between: units[index - 1], and: units[index]) {
          filter.rules(at: index, of: units, isAsked: isAsked, into: &found)
          // The rules that break are few: where none of them does, the others need not be asked.
          var last = isAsked ? found.endIndex : nil
          if !isAsked {
            for (number, rule) in found.enumerated() where entries[rule].breaks {
              guard try holds(entries[rule].after), try holds(entries[rule].before) else { continue }
              last = number + 1
              break
            }
          }
          for rule in found[..<(last ?? 0)] {
            guard try holds(entries[rule].after), try holds(entries[rule].before) else { continue }
            result.append((byte, entries[rule].breaks))
            break
          }
        }
        let width = text.scalar(at: byte).width
        byte += width
        index += width == 4 ? 2 : 1
      }
      return result
    }
  }
}
