import Review

extension Finding {
  /// What was found, in a few words for people, such as `text in Russian (ru)`.
  public var headline: String {
    if rule == "do-not-translate" { return "a term that stays as it is" }
    if context == "page", !language.isUndetermined {
      return "the page is in \(LanguageCatalogue.englishName(of: language)) (\(language))"
    }
    if !language.isUndetermined {
      return "text in \(LanguageCatalogue.englishName(of: language)) (\(language))"
    }
    let names = candidates.prefix(3).map { LanguageCatalogue.englishName(of: $0) }
    guard let first = names.first else { return "text in another language" }
    let rest = candidates.count - names.count
    return names.count == 1 && rest <= 0
      ? "text in \(first), probably"
      : "text in another language (\(names.joined(separator: ", "))\(rest > 0 ? " or \(rest) more" : ""))"
  }

  /// The finding in a sentence or two, with its text and the best suggestion.
  var message: String {
    var message = headline.prefix(1).uppercased() + headline.dropFirst() + ": “\(text)”."
    if let suggestion = suggestions.first {
      message += " Suggested: “\(suggestion.text)” (\(suggestion.source))."
    }
    return message
  }

  /// The confidence as people write it: `97 %`.
  public var confidenceText: String { "\(Int((confidence * 100).rounded())) %" }
}

/// What reports say of a rule.
struct RuleDescription {
  /// A phrase.
  var summary: String
  /// What to do about its findings.
  var help: String

  /// The description of a rule; a rule that is not in the table is described by its name.
  init(_ rule: String) {
    switch rule {
    case "untranslated":
      summary = "Text that was not translated"
      help = "Translate the text, or mark it as foreign on purpose with a lang attribute or translate=\"no\"."
    case "wrong-language":
      summary = "Text in a language that does not belong on the page"
      help = "Put the right version of the text there, or declare its language with a lang attribute."
    case "do-not-translate":
      summary = "A term that should stay as it is was translated"
      help = "Write the term as the glossary has it, or take its do-not-translate mark away."
    default:
      summary = "Finding of the rule \(rule)"
      help = "See the evidence of the finding."
    }
  }
}
