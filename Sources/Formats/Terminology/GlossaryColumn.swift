import Bitext
import ICU

/// What a column of a glossary's table holds.
enum GlossaryColumn: Hashable {
  case term(LanguageTag)
  case definition(LanguageTag?)
  case note
  case id
  case subject
  case caseSensitive
  case translatable
  case forbidden
  case status(LanguageTag?)
  case fuzzy
  case partOfSpeech(LanguageTag)
  case created
  case createdBy
  case changed
  case changedBy
  case example(LanguageTag)
  case property(String)

  /// The columns that a header names.
  ///
  /// - Throws: ``FormatError`` where a column needs a language that nobody named.
  static func columns(
    _ header: [String], dialect: GlossaryDialect, source: LanguageTag?, target: LanguageTag?, file: String
  ) throws -> [GlossaryColumn] {
    var last: LanguageTag?
    func needed(_ language: LanguageTag?, _ column: String, _ option: String) throws -> LanguageTag {
      if let language { return language }
      throw FormatError(
        .malformed, "does not say the language of its column '\(column)'; name it with --\(option)",
        source: file)
    }
    return try header.map { cell in
      let name = cell.trimmingHash
      switch name.lowercased().filter({ $0 != "_" && $0 != " " && $0 != "-" }) {
      case "term" where dialect == .phrase || dialect == .lokalise:
        return .term(try needed(source, name, "from"))
      case "source", "src": return .term(try needed(source, name, "from"))
      case "target", "tgt": return .term(try needed(target, name, "to"))
      case "src:pos": return .partOfSpeech(try needed(source, name, "from"))
      case "tgt:pos": return .partOfSpeech(try needed(target, name, "to"))
      case "termstatus", "status": return .status(nil)
      case "tgt:termstatus", "tgt:status": return .status(try needed(target, name, "to"))
      case "src:termstatus", "src:status": return .status(try needed(source, name, "from"))
      case "description", "definition", "developercomments": return .definition(nil)
      case "comment", "comments", "note", "entrynote", "translatorcomments": return .note
      case "id", "entryid", "conceptid", "context": return .id
      case "entrysubject", "subject": return .subject
      case "casesensitive": return .caseSensitive
      case "fuzzy" where dialect == .weblate: return .fuzzy
      case "translatable": return .translatable
      case "forbidden": return .forbidden
      case "entrycreated": return .created
      case "entrycreator": return .createdBy
      case "entrylastmodified": return .changed
      case "entrymodifier": return .changedBy
      default: break
      }
      for suffix in ["_description", "_Def", "_definition"] where name.hasSuffix(suffix) {
        if let tag = language(String(name.dropLast(suffix.count))) { return .definition(tag) }
      }
      if let tag = language(name) {
        last = tag
        return .term(tag)
      }
      // memoQ repeats these after each language.
      if name == "Term_Example", let last { return .example(last) }
      if name == "Term_Info", let last { return .property("\(name) \(last)") }
      return .property(name)
    }
  }

  private static func language(_ name: String) -> LanguageTag? {
    let known = GlossaryDialect.languageNames.first { $0.0 == name }?.1
    guard let text = known ?? (LanguageIdentifier.isKnown(name) ? name : nil) else { return nil }
    return try? LanguageTag(text)
  }
}

extension String {
  /// Without the mark of a header line, and without white space around.
  fileprivate var trimmingHash: String { (hasPrefix("#") ? String(dropFirst()) : self).collapsed }
}
