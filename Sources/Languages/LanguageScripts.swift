public import Bitext
public import ICU

/// Which scripts a language is written in.
public enum LanguageScripts {
  private static func script(_ code: String) -> Script? { Script(code: code) }

  /// The scripts of Japanese, Korean and Chinese, which stand side by side in one text.
  static let eastAsian: Set<Script> = Set(["Hani", "Hira", "Kana", "Hang", "Bopo"].compactMap(script))

  /// The scripts that a text mostly in one script may hold as its own.
  public static func writtenTogether(with script: Script) -> Set<Script> {
    eastAsian.contains(script) ? eastAsian : [script]
  }

  /// The scripts of a language: the one its tag names, or those in which it is usually written.
  ///
  /// Empty where ICU does not know the language.
  ///
  /// Source: CLDR, as ICU's `uscript_getCode` gives it.
  public static func scripts(of tag: LanguageTag) -> Set<Script> {
    var scripts = Set(Script.scripts(ofLanguage: tag.identifier))
    if scripts.isEmpty, let maximal = LanguageIdentifier.maximized(tag.identifier),
      let code = (try? LanguageTag(maximal))?.script, let script = Script(code: code)
    {
      scripts = [script]
    }
    if scripts.contains(where: { eastAsian.contains($0) }), tag.language == "ja" || tag.language == "ko" {
      scripts.formUnion(["Hani"].compactMap(script))
    }
    return scripts
  }
}
