import Bitext

/// How a tool lays out a glossary as a table.
enum GlossaryDialect: Hashable, CaseIterable {
  /// Source, target, comment; tabs, no header (OmegaT manual, "Glossaries").
  case omegat
  /// Weblate's CSV: the eight columns that it exports, of which `fuzzy` says that nobody has approved the row.
  case weblate
  /// memoQ's CSV: `Entry_` columns, a column a language by its English name.
  case memoq
  /// Phrase Strings: `term`, `description`, `case sensitive`, `translatable` as true or false, a column a locale.
  case phrase
  /// Lokalise: as Phrase, with yes and no, `forbidden`, tags, and a description a language; `pt_BR` has an underscore.
  case lokalise
  /// UTX 1.20: tabs, header lines that start with `#` (AAMT, 2018).
  case utx

  /// Whether a row holds one source and one target term.
  var isPairs: Bool { [.omegat, .weblate, .utx].contains(self) }

  /// The byte between cells when it is written.
  var separator: UInt8 {
    switch self {
    case .omegat, .utx: 0x09
    case .lokalise: UInt8(ascii: ";")
    default: UInt8(ascii: ",")
    }
  }

  /// The fields that it has a place for.
  var fields: Set<ConceptField> {
    switch self {
    case .omegat: [.definition, .note, .termNote, .context]
    case .weblate: [.id, .definition, .note, .proposed, .review]
    case .memoq:
      [.id, .subject, .note, .languageDefinition, .provenance, .forbidden, .otherTerm, .context]
    case .phrase: [.definition, .translatable, .caseRule]
    case .lokalise: [.definition, .translatable, .caseRule, .forbidden, .languageDefinition]
    case .utx: [.id, .partOfSpeech, .forbidden, .proposed, .note, .review, .otherTerm]
    }
  }

  /// memoQ's names of languages, for those that its users meet most; others go by their tags.
  static let languageNames: [(String, String)] = [
    ("English", "en"), ("Russian", "ru"), ("Vietnamese", "vi"), ("German", "de"), ("French", "fr"),
    ("Spanish", "es"),
    ("Italian", "it"), ("Portuguese", "pt"), ("Dutch", "nl"), ("Polish", "pl"), ("Czech", "cs"),
    ("Slovak", "sk"),
    ("Hungarian", "hu"), ("Ukrainian", "uk"), ("Belarusian", "be"), ("Bulgarian", "bg"), ("Serbian", "sr"),
    ("Croatian", "hr"), ("Slovenian", "sl"), ("Romanian", "ro"), ("Greek", "el"), ("Turkish", "tr"),
    ("Arabic", "ar"),
    ("Hebrew", "he"), ("Japanese", "ja"), ("Korean", "ko"), ("Chinese", "zh"), ("Chinese (PRC)", "zh-CN"),
    ("Chinese (Taiwan)", "zh-TW"), ("Thai", "th"), ("Hindi", "hi"), ("Indonesian", "id"), ("Swedish", "sv"),
    ("Danish", "da"), ("Norwegian", "no"), ("Finnish", "fi"), ("Estonian", "et"), ("Latvian", "lv"),
    ("Lithuanian", "lt"),
    ("English (United States)", "en-US"), ("English (United Kingdom)", "en-GB"),
    ("Portuguese (Brazil)", "pt-BR"),
    ("Kazakh", "kk"), ("Persian", "fa"),
  ]
}
