public import Bitext
import Languages
public import Segmentation

/// Runs the rules over the blocks of pages.
///
/// ```swift
/// var review = try PageReviewer(ReviewOptions(target: english)).page()
/// for block in blocks { try review.add(block) }
/// review.finish()
/// for finding in review.findings { print(finding.text) }
/// ```
///
/// Make one for many pages: it keeps what the rules have to look up. It may be used from several tasks.
public final class PageReviewer: Sendable {
  /// The names of all rules.
  public static let ruleNames: [String] = [
    UntranslatedRule.identifier, WrongLanguageRule.identifier, KeptTermRule.identifier,
  ]

  let options: ReviewOptions
  let segmenter: Segmenter
  let untranslated: UntranslatedRule?
  let wrongLanguage: WrongLanguageRule?
  let keptTerms: KeptTermRule?

  /// Creates a reviewer.
  ///
  /// - Throws: ``UnknownRule`` where a rule is named that does not exist, or what the glossaries throw.
  public init(_ options: ReviewOptions, segmenter: Segmenter = Segmenter()) throws {
    if let unknown = options.rules.subtracting(Self.ruleNames).sorted().first {
      throw UnknownRule(name: unknown)
    }
    func runs(_ rule: any Rule.Type) -> Bool {
      options.rules.isEmpty || options.rules.contains(rule.identifier)
    }
    self.options = options
    self.segmenter = segmenter
    untranslated = runs(UntranslatedRule.self) ? UntranslatedRule(options) : nil
    wrongLanguage = runs(WrongLanguageRule.self) ? WrongLanguageRule(options) : nil
    keptTerms = runs(KeptTermRule.self) ? try KeptTermRule(options) : nil
  }

  /// Starts the review of a page.
  ///
  /// - Parameters:
  ///   - language: the language that the page declares for itself.
  ///   - explains: whether the texts that are no findings are kept, with the reasons.
  public func page(language: LanguageTag? = nil, explains: Bool = false) -> PageReview {
    PageReview(self, language: language, explains: explains)
  }
}

/// A rule was named that does not exist.
public struct UnknownRule: Error, Hashable, CustomStringConvertible {
  /// The name.
  public let name: String

  /// The name, and the right ones.
  public var description: String {
    "there is no rule '\(name)'; the rules are \(PageReviewer.ruleNames.joined(separator: ", "))"
  }
}
