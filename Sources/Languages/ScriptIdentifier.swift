public import Bitext
import ICU
import Synchronization

/// Names the language of a text as far as its script and its letters decide it.
///
/// Thai letters are Thai; Cyrillic letters are one of many languages, unless only one of the languages in question is
/// written so. Where several remain, the answer is `und` with the list: it never guesses.
///
/// ```swift
/// let identifier = ScriptIdentifier(candidates: [english, russian, vietnamese])
/// identifier.evidence(for: "Заголовок").language  // ru: of the three only Russian is written in Cyrillic
/// ```
///
/// Keeps the letters of each language once read (CLDR exemplar characters), so hold on to one identifier.
public final class ScriptIdentifier: Sendable {
  private let candidates: [LanguageTag]
  private let isOpen: Bool
  private let alphabets = Mutex<[String: ExemplarCharacters]>([:])
  private let scripts: [LanguageTag: Set<Script>]

  /// Creates an identifier.
  ///
  /// - Parameter candidates: the languages in question; empty means all that ICU knows.
  public init(candidates: [LanguageTag] = []) {
    isOpen = candidates.isEmpty
    self.candidates = isOpen ? Self.allLanguages : candidates
    var scripts: [LanguageTag: Set<Script>] = [:]
    for tag in self.candidates { scripts[tag] = LanguageScripts.scripts(of: tag) }
    self.scripts = scripts
  }

  /// The languages in which ICU has data, one tag a language and script.
  private static let allLanguages: [LanguageTag] = {
    var seen: Set<String> = []
    return LanguageIdentifier.available.compactMap { identifier in
      guard let tag = try? LanguageTag(identifier) else { return nil }
      let short = [tag.language, tag.script].compactMap { $0 }.joined(separator: "-")
      return seen.insert(short).inserted ? try? LanguageTag(short) : nil
    }
  }()

  /// What a text says of its language.
  public func evidence(for text: some StringProtocol) -> LanguageEvidence {
    let profile = ScriptProfile(of: text)
    guard let main = profile.main else {
      return LanguageEvidence(language: .undetermined, confidence: 0, reasons: ["it has no letters"])
    }
    let share = profile.share(of: LanguageScripts.writtenTogether(with: main))
    let written = candidates.filter { isWritten($0, in: main, profile: profile) }
    let spelled = written.filter { covers($0, text: text) }
    let remaining = byLikelihood(spelled.isEmpty ? written : spelled, script: main)
    var reasons = ["\(Int((share * 100).rounded())) % of its letters are \(main.name)"]
    guard let first = remaining.first else {
      reasons.append("none of the languages in question is written in it")
      return LanguageEvidence(language: .undetermined, confidence: 0, script: main.code, reasons: reasons)
    }
    let languages = Set(remaining.map(\.language))
    if languages.count == 1 {
      let name = LanguageIdentifier.displayName(of: first.language)
      reasons.append(
        isOpen ? "only \(name) is written so" : "of the languages in question only \(name) is written so")
      return LanguageEvidence(
        language: isOpen ? Self.bare(first) : first, confidence: share * (isOpen ? 0.99 : 0.9),
        candidates: remaining, script: main.code, reasons: reasons)
    }
    let names = remaining.prefix(4).map { LanguageIdentifier.displayName(of: $0.identifier) }
    let more = remaining.count > names.count ? " and \(remaining.count - names.count) more" : ""
    reasons.append("used by \(names.joined(separator: ", "))\(more)")
    return LanguageEvidence(
      language: .undetermined, confidence: 0, candidates: remaining, script: main.code, reasons: reasons)
  }

  private static func bare(_ tag: LanguageTag) -> LanguageTag { (try? LanguageTag(tag.language)) ?? tag }

  private func isWritten(_ tag: LanguageTag, in main: Script, profile: ScriptProfile) -> Bool {
    guard let own = scripts[tag], own.contains(main) else { return false }
    // Kana next to Chinese characters decide for Japanese, Hangul for Korean.
    return LanguageScripts.eastAsian.allSatisfy { profile.letters[$0] == nil || own.contains($0) }
  }

  /// Whether the language's alphabet has every letter of its own script in the text.
  private func covers(_ tag: LanguageTag, text: some StringProtocol) -> Bool {
    guard let own = scripts[tag], own.isDisjoint(with: LanguageScripts.eastAsian) else { return true }
    guard let alphabet = alphabet(of: tag), !alphabet.isEmpty else { return true }
    return text.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isAlphabetic || alphabet.contains(scalar) || !own.contains(Script(of: scalar))
    }
  }

  private func alphabet(of tag: LanguageTag) -> ExemplarCharacters? {
    alphabets.withLock { known in
      if let alphabet = known[tag.identifier] { return alphabet }
      let alphabet = try? ExemplarCharacters(of: tag.identifier, includesAuxiliary: true)
      known[tag.identifier] = alphabet
      return alphabet
    }
  }

  /// The script's most widespread language goes first (CLDR likely subtags), then by tag.
  private func byLikelihood(_ tags: [LanguageTag], script: Script) -> [LanguageTag] {
    let likely = LanguageIdentifier.maximized("und-" + script.code).flatMap { try? LanguageTag($0) }?.language
    return tags.sorted { left, right in
      (left.language == likely ? 0 : 1, left.identifier) < (
        right.language == likely ? 0 : 1, right.identifier
      )
    }
  }
}
