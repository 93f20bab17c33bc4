public import Bitext
import Foundation
import ICU
public import Terminology

/// The hunspell dictionaries of some languages, found in folders.
///
/// They add to the forms in which terms are found; where none is installed, endings alone do it.
public struct InflectionDictionaries: Sendable {
  private var byLanguage: [LanguageTag: InflectionDictionary] = [:]

  /// No dictionaries.
  public init() {}

  /// Reads the dictionaries of languages; a language that has none goes without.
  ///
  /// - Parameters:
  ///   - folders: where pairs of `NAME.aff` and `NAME.dic` may be; the first that has a language serves it.
  ///   - languages: the languages of the texts.
  ///   - report: is called with what of a dictionary could not be used.
  public init(
    in folders: [String], for languages: [LanguageTag],
    report: (Problem, _ path: String) -> Void = { _, _ in }
  ) {
    for language in languages where byLanguage[language] == nil {
      guard let path = folders.lazy.compactMap({ Self.path(of: language, in: $0) }).first else { continue }
      do {
        let dictionary = try InflectionDictionary(
          name: String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]),
          affixes: try Data(contentsOf: URL(fileURLWithPath: path + ".aff"), options: .mappedIfSafe),
          words: try Data(contentsOf: URL(fileURLWithPath: path + ".dic"), options: .mappedIfSafe))
        if let first = dictionary.problems.first {
          let count = dictionary.problems.count
          let more = count > 1 ? " (and \(count - 1) more lines that could not be used)" : ""
          report(Problem(.warning, first.message + more, position: first.position), path + ".aff")
        }
        byLanguage[language] = dictionary
      } catch {
        report(Problem(.warning, "\(error); terms are found without it"), path + ".dic")
      }
    }
  }

  /// The dictionary of a language; nil where there is none.
  public subscript(language: LanguageTag) -> InflectionDictionary? { byLanguage[language] }

  /// The languages that have one.
  public var languages: [LanguageTag] { byLanguage.keys.sorted { $0.identifier < $1.identifier } }

  /// The path, without its ending, of the dictionary in a folder that fits a language best: that of its region, or
  /// otherwise any in its script.
  static func path(of language: LanguageTag, in folder: String) -> String? {
    // Dictionaries of Norwegian are named by what is written.
    let wanted = parts(language.commonLanguage == "nb" ? "nb" : language.identifier)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let fitting = names.compactMap { file -> (rank: Int, name: String)? in
      guard file.hasSuffix(".dic"), file.prefix(while: \.isLetter) == wanted[0] else { return nil }
      let name = String(file.dropLast(4))
      let found = parts(name)
      guard found.prefix(2) == wanted.prefix(2),
        FileManager.default.fileExists(atPath: folder + "/" + name + ".aff")
      else { return nil }
      return (found == wanted ? 0 : 1, name)
    }
    return fitting.min { $0 < $1 }.map { folder + "/" + $0.name }
  }

  /// Language, script and region of a tag, the likeliest where it does not say.
  private static func parts(_ tag: String) -> [Substring] {
    let canonical = LanguageIdentifier.canonical(tag) ?? tag
    return (LanguageIdentifier.maximized(canonical) ?? canonical).split(separator: "-").prefix(3).map { $0 }
  }
}
