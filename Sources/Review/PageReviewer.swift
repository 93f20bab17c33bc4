public import Bitext
import Languages
public import Segmentation

/// Runs the rules over the blocks of pages, one block at a time.
///
/// Make one for many pages: it keeps what the rules have to look up. It may be used from several tasks.
public final class PageReviewer: Sendable {
  /// The names of all rules.
  public static let ruleNames: [String] = [UntranslatedRule.identifier]

  private let rules: [any Rule]
  private let segmenter: Segmenter
  private let target: LanguageTag

  /// Creates a reviewer.
  ///
  /// - Throws: ``UnknownRule`` where a rule is named that does not exist.
  public init(_ options: ReviewOptions, segmenter: Segmenter = Segmenter()) throws {
    if let unknown = options.rules.subtracting(Self.ruleNames).sorted().first {
      throw UnknownRule(name: unknown)
    }
    let all: [any Rule] = [UntranslatedRule(options)]
    rules = all.filter { options.rules.isEmpty || options.rules.contains(type(of: $0).identifier) }
    self.segmenter = segmenter
    target = options.target
  }

  /// The findings in a block, in the order of the text.
  ///
  /// - Parameter pageLanguage: the language that the page declares for itself; a block that declares another is in a foreign
  ///   language on purpose, and has no findings.
  /// - Throws: ``ICU/ICUError``, or what the memory and glossaries throw.
  public func findings(in block: Block, pageLanguage: LanguageTag?) throws -> [Finding] {
    guard block.isTranslatable else { return [] }
    if let own = block.language, let pageLanguage, own != pageLanguage, !target.isServed(by: own) {
      return []
    }
    var findings: [Finding] = []
    let reviewed = ReviewedBlock(block)
    for segment in try segmenter.segments(of: block, language: target) {
      for piece in reviewed.pieces(of: segment) {
        for rule in rules { findings += try rule.findings(in: piece, of: reviewed) }
      }
    }
    return findings
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
