import Bitext

/// Texts that stand alone one after another and may all be names, as in a list of contributors.
///
/// Some are known as names; then those between them that are no words of the page's language are too.
struct NameRun {
  /// The least texts that are known as names.
  private static let leastNames = 2

  /// How many are known as names, and how many there are.
  private var (names, count) = (0, 0)
  /// The findings on texts that may be names.
  private(set) var findings: [Finding] = []

  /// What a text is to such a list.
  enum Entry {
    /// It is a name.
    case name
    /// It may be one.
    case possible(Finding?)
    /// It is something else: the list ends.
    case other
  }

  /// Adds the next text; at the end of a list of names returns the findings that are none.
  mutating func add(_ entry: Entry) -> [Finding] {
    switch entry {
    case .name:
      names += 1
      count += 1
    case .possible(let finding):
      count += 1
      if let finding { findings.append(finding) }
    case .other: return end()
    }
    return []
  }

  /// Ends the list.
  mutating func end() -> [Finding] {
    let isList = names >= Self.leastNames && names * 2 >= count
    let refuted = isList ? findings : []
    if count > 0 { self = NameRun() }
    return refuted
  }
}
