import ICU
import Synchronization

/// The rules of an SRX file, ready to cut text.
///
/// At each place the first rule decides whose `beforebreak` matches text that ends there and whose
/// `afterbreak` matches text that starts there; where none does, the text goes on. Only places are looked at
/// where some rule breaks, and a rule is tried only where the characters around the place allow a match.
/// An expression sees 1,000 UTF-16 units on its side of the place. The few forms of `beforebreak` that cannot
/// be read backwards (possessive quantifiers, modes inside) repeat up to 10 times where they repeat without
/// end, as ICU looks back over bounded text only; back references in `beforebreak` count as broken.
public final class SRXRules: Sendable {
  /// The document.
  public let document: SRXDocument
  /// The rules that cannot be used, where they were asked to be left out.
  public let broken: [SRXError]
  private let broke: Set<RulePlace>
  private let compiled = Mutex<Compiled>(Compiled())

  private struct Compiled {
    /// By the places of the rules in the document.
    var lists: [[Int]: SRXRuleList] = [:]
    /// By language; forgotten where a text has endlessly many.
    var byLanguage: [String: SRXRuleList] = [:]
  }

  private struct RulePlace: Hashable {
    var language: Int
    var rule: Int
  }

  /// Prepares the rules of a document; each expression is compiled once to see that it is right.
  ///
  /// - Parameters:
  ///   - file: the name of the file, for messages.
  ///   - leavingOutBroken: whether a rule with a broken expression is left out; otherwise it is an error.
  /// - Throws: ``SRXError`` with file, line and rule.
  public init(_ document: SRXDocument, file: String = "SRX", leavingOutBroken: Bool = false) throws {
    self.document = document
    var broken: [SRXError] = []
    var broke: Set<RulePlace> = []
    for (languageIndex, language) in document.languageRules.enumerated() {
      for (index, rule) in language.rules.enumerated() {
        guard let (element, pattern, error) = Self.mistake(in: rule) else { continue }
        let place = error.offset.map { " at character \($0 + 1)" } ?? ""
        broken.append(
          SRXError(
            file: file, line: rule.line, rule: (language.name, index + 1),
            message: "the expression in '\(element)' is wrong\(place) (\(error.name)): \(pattern)"))
        broke.insert(RulePlace(language: languageIndex, rule: index))
      }
    }
    for map in document.languageMaps {
      do throws(ICUError) { _ = try RegularExpression(map.pattern) } catch {
        broken.append(
          SRXError(
            file: file, line: 0, message: "the language pattern '\(map.pattern)' is wrong (\(error.name))"))
      }
    }
    if let first = broken.first, !leavingOutBroken { throw first }
    self.broken = broken
    self.broke = broke
  }

  /// The element whose expression is wrong, the expression, and what ICU says.
  private static func mistake(in rule: SRXDocument.Rule) -> (
    element: String, pattern: String, error: ICUError
  )? {
    let tried = [
      (
        "beforebreak", rule.before,
        SRXRuleList.prepared(rule.before, isBounded: SRXRuleList.looksBack(rule.before))
      ),
      (
        "afterbreak", rule.after,
        SRXRuleList.prepared(rule.after, isBounded: SRXRuleList.looksBack(rule.after))
      ),
      // What cannot look back is wrong too.
      ("beforebreak", rule.before, SRXRuleList.before(rule.before)?.expression ?? ""),
    ]
    for (element, pattern, expression) in tried where !expression.isEmpty {
      do throws(ICUError) { _ = try RegularExpression(expression) } catch { return (element, pattern, error) }
    }
    return nil
  }

  /// The ends of the segments of a text, as byte offsets; the last is its length.
  ///
  /// White space after a break stays with the segment before it.
  ///
  /// - Parameter base: the ends by other rules, which hold where no rule of the file decides.
  func boundaries(in text: ScalarText, string: String, language: String, base: [Int]) throws -> [Int] {
    guard text.count > 0 else { return [] }
    let places = base.dropLast().map { text.end(ofTextBefore: $0) }
    let decisions = try list(for: language).decisions(in: text, units: Array(string.utf16), places: places)
    let kept = Set(decisions.lazy.filter { !$0.breaks }.map(\.offset))
    var ends = Set(zip(base, places).lazy.filter { !kept.contains($0.1) }.map(\.0))
    var end = 0
    // Breaks within the white space that follows a break add nothing.
    for decision in decisions where decision.breaks && decision.offset >= end {
      end = text.end(ofSpaceAfter: decision.offset)
      ends.insert(end)
    }
    ends.remove(0)
    ends.insert(text.count)
    return ends.sorted()
  }

  /// The rules for a language.
  private func list(for language: String) throws -> SRXRuleList {
    if let list = compiled.withLock({ $0.byLanguage[language] }) { return list }
    let chosen = try languageRules(for: language)
    return compiled.withLock { known in
      if known.byLanguage.count > 1_000 { known.byLanguage = [:] }
      if let list = known.lists[chosen] {
        known.byLanguage[language] = list
        return list
      }
      let rules = chosen.flatMap { index in
        document.languageRules[index].rules.enumerated()
          .filter { !broke.contains(RulePlace(language: index, rule: $0.offset)) }.map(\.element)
      }
      let list = SRXRuleList(rules)
      known.lists[chosen] = list
      known.byLanguage[language] = list
      return list
    }
  }

  /// The rules whose maps fit a language, by place in the document.
  private func languageRules(for language: String) throws -> [Int] {
    var chosen: [Int] = []
    for map in document.languageMaps {
      // Case does not matter in a language tag, though many files list both.
      guard let pattern = try? RegularExpression("(?:\(map.pattern))", options: .caseInsensitive) else {
        continue
      }
      let whole = language.utf8.count
      guard try pattern.matches(in: language).contains(where: { $0.range == 0..<whole }) else { continue }
      guard let index = document.languageRules.firstIndex(where: { $0.name == map.name }) else { continue }
      if !chosen.contains(index) { chosen.append(index) }
      if !document.cascades { break }
    }
    return chosen
  }
}
