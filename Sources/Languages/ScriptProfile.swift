public import ICU

/// How many letters of which script a text has.
public struct ScriptProfile: Hashable, Sendable {
  /// The letters of each script; neutral characters are not counted.
  public private(set) var letters: [Script: Int] = [:]
  /// All letters.
  public private(set) var total = 0

  /// Counts the letters of a text.
  ///
  /// Costs one table look-up a letter.
  public init(of text: some StringProtocol) {
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      let script = scalar.isASCII ? Script.latin : Script(of: scalar)
      guard !script.isNeutral else { continue }
      letters[script, default: 0] += 1
      total += 1
    }
  }

  /// The script of most letters; of equals, the one that comes first by its code.
  public var main: Script? {
    letters.max { ($0.value, $1.key.code) < ($1.value, $0.key.code) }?.key
  }

  /// The part of the letters that is of one of the scripts, from 0 to 1.
  public func share(of scripts: Set<Script>) -> Double {
    guard total > 0 else { return 0 }
    return Double(letters.reduce(0) { $0 + (scripts.contains($1.key) ? $1.value : 0) }) / Double(total)
  }
}
