internal import CICU

/// A writing system, as Unicode assigns it to characters (UAX #24).
public struct Script: Hashable, Sendable {
  /// ICU's number for the script.
  let rawValue: Int32

  init(rawValue: Int32) { self.rawValue = rawValue }

  /// The script of an ISO 15924 code such as `Cyrl`; nil where Unicode knows none.
  public init?(code: String) {
    let value = unsafe cicu_script_from_code(code)
    guard value >= 0 else { return nil }
    rawValue = value
  }

  /// The script of a character (Script property).
  public init(of scalar: Unicode.Scalar) { rawValue = cicu_script(scalar.value) }

  /// Characters used with many scripts: digits, spaces, most punctuation.
  public static let common = Script(rawValue: 0)
  /// Combining marks that take the script of their base.
  public static let inherited = Script(rawValue: 1)
  /// Latin.
  public static let latin = Script(rawValue: 25)

  /// The scripts whose letters are taken for one another: Latin, Cyrillic, Greek.
  public static let lookAlikes: Set<Script> = Set(["Latn", "Cyrl", "Grek"].compactMap(Script.init(code:)))

  /// Whether the script says nothing of a language: common, inherited, unknown.
  public var isNeutral: Bool { rawValue <= 1 || rawValue == 103 }

  /// The ISO 15924 code, such as `Cyrl`.
  public var code: String { unsafe cicu_script_code(rawValue).map { unsafe String(cString: $0) } ?? "Zzzz" }

  /// Unicode's name for the script, in English: `Cyrillic`.
  public var name: String {
    let raw = unsafe cicu_script_name(rawValue).map { unsafe String(cString: $0) } ?? "Unknown"
    return String(raw.map { $0 == "_" ? " " : $0 })
  }

  /// Whether a character is used with this script (Script_Extensions property).
  public func includes(_ scalar: Unicode.Scalar) -> Bool { cicu_has_script(scalar.value, rawValue) }

  /// All scripts that a character is used with (Script_Extensions property).
  public static func extensions(of scalar: Unicode.Scalar) -> [Script] {
    let found = try? unsafe filled("read script extensions", capacity: 32, zero: Int32(0)) {
      unsafe cicu_script_extensions(scalar.value, $0, $1, &$2)
    }
    return (found ?? []).map(Script.init(rawValue:))
  }

  /// The scripts in which a language is usually written, the main one first; Japanese has three.
  public static func scripts(ofLanguage tag: String) -> [Script] {
    let found = try? unsafe filled("read a language's scripts", capacity: 16, zero: Int32(0)) {
      unsafe cicu_locale_scripts(tag, $0, $1, &$2)
    }
    return (found ?? []).map(Script.init(rawValue:))
  }

  /// The stretches of a text in one script; neutral characters belong to the stretch before them.
  ///
  /// Offsets are UTF-8 bytes. A character that is used with several scripts (Script_Extensions) goes with its
  /// neighbours where it may. Costs one table look-up a character.
  ///
  /// Source: UAX #24, section 5.1, "Handling Characters with the Common Script Property".
  public static func runs(in text: String) -> [ScriptRun] {
    var runs: [ScriptRun] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      defer { offset += width }
      let script = scalar.isASCII && !scalar.properties.isAlphabetic ? .common : Script(of: scalar)
      guard let last = runs.indices.last else {
        runs.append(ScriptRun(script: script, range: 0..<width))
        continue
      }
      if script.isNeutral || script == runs[last].script || runs[last].script.includes(scalar) {
        runs[last].range = runs[last].range.lowerBound..<offset + width
      } else if runs[last].script.isNeutral {
        // Leading neutral characters take the script of the first letter.
        runs[last] = ScriptRun(script: script, range: runs[last].range.lowerBound..<offset + width)
      } else {
        runs.append(ScriptRun(script: script, range: offset..<offset + width))
      }
    }
    return runs
  }
}

/// A stretch of text in one script.
public struct ScriptRun: Hashable, Sendable {
  /// The script; neutral only where the whole text is.
  public var script: Script
  /// The UTF-8 bytes of the text.
  public var range: Range<Int>
}
