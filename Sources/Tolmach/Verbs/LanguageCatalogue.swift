public import Bitext
import ICU

/// The languages that ICU knows, by tag and English name.
public enum LanguageCatalogue {
  /// The English name of a language: `Russian` for `ru`.
  public static func englishName(of tag: LanguageTag) -> String {
    tag.isUndetermined ? "unknown language" : LanguageIdentifier.displayName(of: tag.identifier)
  }

  /// The direction in which a language is written, as HTML names it: `ltr` or `rtl`; `auto` where it is
  /// unknown.
  public static func direction(of tag: LanguageTag) -> String {
    guard !tag.isUndetermined else { return "auto" }
    let script =
      tag.script ?? LanguageIdentifier.maximized(tag.identifier).flatMap { try? LanguageTag($0).script }
    let rightToLeft: Set = [
      "Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
    ]
    return script.map { rightToLeft.contains($0) } ?? false ? "rtl" : "ltr"
  }

  /// A tag as people give it on a command line.
  ///
  /// - Throws: ``UnknownLanguage`` where it is no tag, or its language is in no list.
  public static func tag(named text: String) throws(UnknownLanguage) -> LanguageTag {
    guard let tag = try? LanguageTag(text),
      tag.isUndetermined || tag.language == "x" || LanguageIdentifier.isKnown(tag.identifier)
    else { throw UnknownLanguage(name: text, nearest: nearest(to: text)) }
    return tag
  }

  /// The languages whose tag or English name is like a text, the nearest first, at most three.
  public static func nearest(to text: String) -> [LanguageTag] {
    let wanted = text.lowercased()
    var seen: Set<String> = []
    let ranked = LanguageIdentifier.available.compactMap { available -> (distance: Int, tag: LanguageTag)? in
      let bare = String(available.prefix { $0 != "-" })
      guard seen.insert(bare).inserted, let tag = try? LanguageTag(bare) else { return nil }
      let name = englishName(of: tag).lowercased()
      let byName = NearName.distance(wanted, name)
      let byTag = bare.count == wanted.count ? NearName.distance(wanted, bare) : 9
      // Of two-letter tags every tenth is one letter away: names tell more.
      let distance =
        name == wanted ? 0 : min(byName <= max(1, wanted.count / 3) ? byName : 9, byTag == 1 ? 2 : 9)
      return distance < 9 ? (distance, tag) : nil
    }
    let best = ranked.map(\.distance).min() ?? 0
    return ranked.filter { $0.distance == best }.sorted { $0.tag.identifier < $1.tag.identifier }.prefix(3)
      .map(\.tag)
  }
}

/// A language was named that is in no list.
public struct UnknownLanguage: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was given.
  public var name: String
  /// Languages with a similar tag or name.
  public var nearest: [LanguageTag]

  /// A sentence with the near names.
  public var description: String {
    let names = nearest.map { "\($0) (\(LanguageCatalogue.englishName(of: $0)))" }
    let hint =
      names.isEmpty
      ? "write a tag like en, ru, pt-BR or zh-Hant" : "did you mean \(names.joined(separator: ", "))?"
    return "'\(name)' is not the tag of a known language; \(hint)"
  }
}

/// Finds the name that was probably meant.
public enum NearName {
  /// The names that differ from a text by no more than a third of its letters, the nearest first.
  public static func nearest(to text: String, among names: [String]) -> [String] {
    let wanted = text.lowercased()
    return names.map { (name: $0, distance: distance(wanted, $0.lowercased())) }
      .filter { $0.distance <= max(1, wanted.count / 3) || (wanted.count > 1 && $0.name.hasPrefix(wanted)) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.map(\.name)
  }

  /// The number of letters to add, remove, change or swap with their neighbour.
  ///
  /// Source: optimal string alignment distance (Damerau 1964).
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    guard abs(left.count - right.count) < 8, left.count < 60 else { return max(left.count, right.count) }
    var (older, old) = ([Int](), Array(0...right.count))
    for row in 0..<left.count {
      var new = [row + 1]
      for column in 0..<right.count {
        var best = min(
          old[column + 1] + 1, new[column] + 1, old[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, older[column - 1] + 1)
        }
        new.append(best)
      }
      (older, old) = (old, new)
    }
    return old[right.count]
  }
}
