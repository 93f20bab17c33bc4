public import Bitext
import ICU

/// A name or term in a text, with what it is in another language.
public struct RepairTerm: Hashable, Sendable {
  /// Where it stands, in UTF-8 bytes.
  public var range: Range<Int>
  /// What it is called in the other language, the preferred form first.
  public var renderings: [String]

  /// Creates a term.
  public init(range: Range<Int>, renderings: [String]) {
    self.range = range
    self.renderings = renderings
  }
}

/// Knows names and terms; connects a glossary.
public protocol RepairTermSource: Sendable {
  /// The names and terms in a text, in order, with their renderings.
  func repairTerms(in text: String, from source: LanguageTag, to target: LanguageTag) throws -> [RepairTerm]
}

/// A rendering in which what differs between the text looked up and the remembered one was replaced.
public struct MatchRepair: Hashable, Sendable {
  /// One replaced stretch.
  public struct Replacement: Hashable, Sendable {
    /// What kind of thing was replaced.
    public enum Kind: String, Hashable, Sendable { case number, month, term }
    /// What kind it is.
    public var kind: Kind
    /// What stood in the remembered rendering.
    public var old: String
    /// What stands in ``MatchRepair/text``.
    public var new: String
    /// Where, in UTF-8 bytes of ``MatchRepair/text``.
    public var range: Range<Int>
  }

  /// The repaired rendering.
  public var text: String
  /// What was replaced, in the order of the text.
  public var replacements: [Replacement]
  /// The score that the remembered source would have with the same replacements, less 1; at most 99.
  public var score: Double
}

/// Replaces numbers, months, names and terms in a rendering where the remembered source differs from the text that was
/// looked up in them only.
///
/// A thing is replaced where the texts have equally many that differ, and the rendering has the old one. Numbers are
/// written as the target language writes them, months and terms with the case of what they replace.
public struct MatchRepairer: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private let terms: (any RepairTermSource)?
  private let sourceSymbols: NumberSymbols
  private let targetSymbols: NumberSymbols
  private let sourceMonths: MonthNames
  private let targetMonths: MonthNames
  private let collator: Collator

  /// Creates a repairer for a pair of languages.
  ///
  /// - Throws: ``ICU/ICUError`` where ICU does not know them.
  public init(from source: LanguageTag, to target: LanguageTag, terms: (any RepairTermSource)? = nil) throws {
    self.source = source
    self.target = target
    self.terms = terms
    sourceSymbols = try NumberSymbols(of: source.identifier)
    targetSymbols = try NumberSymbols(of: target.identifier)
    sourceMonths = try MonthNames(source.identifier)
    targetMonths = try MonthNames(target.identifier)
    collator = try Collator(locale: target.identifier, strength: .primary)
  }

  /// The remembered source and its rendering, both with what differs replaced.
  struct Result {
    var source: String
    var target: String
    var replacements: [MatchRepair.Replacement]
  }

  /// A replacement of bytes of a text.
  private struct Edit {
    var kind: MatchRepair.Replacement.Kind
    var range: Range<Int>
    var text: String
  }

  /// Repairs a rendering; nil where there is nothing that can be repaired.
  func repaired(_ remembered: String, _ rendering: String, for query: String) throws -> Result? {
    var (edits, sourceEdits): ([Edit], [Edit]) = ([], [])
    for (own, other) in try termEdits(remembered, rendering, query) + monthEdits(remembered, rendering, query)
      + numberEdits(remembered, rendering, query)
    where !edits.contains(where: { $0.range.overlaps(own.range) })
      && !sourceEdits.contains(where: { $0.range.overlaps(other.range) })
    {
      edits.append(own)
      sourceEdits.append(other)
    }
    if edits.isEmpty { return nil }
    let (target, replacements) = Self.applied(edits, to: rendering)
    return Result(
      source: Self.applied(sourceEdits, to: remembered).text, target: target, replacements: replacements)
  }

  private static func applied(_ edits: [Edit], to text: String) -> (text: String, [MatchRepair.Replacement]) {
    var result = ""
    var replacements: [MatchRepair.Replacement] = []
    var end = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += text.slice(end..<edit.range.lowerBound)
      let start = result.utf8.count
      let old = String(text.slice(edit.range))
      result += edit.text
      replacements.append(
        MatchRepair.Replacement(kind: edit.kind, old: old, new: edit.text, range: start..<result.utf8.count))
      end = edit.range.upperBound
    }
    result += text.slice(end..<text.utf8.count)
    return (result, replacements)
  }

  /// What is in the one list and not in the other, in pairs; nothing where there are not equally many.
  private static func differing<Thing>(
    _ old: [Thing], _ new: [Thing], same: (Thing, Thing) -> Bool
  ) -> [(old: Thing, new: Thing)] {
    var rest = new
    let onlyOld = old.filter { thing in
      guard let place = rest.firstIndex(where: { same(thing, $0) }) else { return true }
      rest.remove(at: place)
      return false
    }
    return onlyOld.count == rest.count ? Array(zip(onlyOld, rest)).map { (old: $0, new: $1) } : []
  }

  private func numberEdits(_ remembered: String, _ rendering: String, _ query: String) -> [(Edit, Edit)] {
    var available = NumberToken.all(in: rendering, symbols: targetSymbols)
    let pairs = Self.differing(
      NumberToken.all(in: remembered, symbols: sourceSymbols),
      NumberToken.all(in: query, symbols: sourceSymbols)
    ) { $0.value == $1.value }
    return pairs.compactMap { old, new in
      guard let place = available.firstIndex(where: { $0.value == old.value || $0.text == old.text }) else {
        return nil
      }
      let model = available.remove(at: place)
      let text = NumberToken.written(
        new.value, like: model, isGrouped: new.isGrouped, symbols: targetSymbols)
      return (
        Edit(kind: .number, range: model.range, text: text),
        Edit(kind: .number, range: old.range, text: new.text)
      )
    }
  }

  private func monthEdits(_ remembered: String, _ rendering: String, _ query: String) throws -> [(Edit, Edit)]
  {
    let finder = try Words()
    func months(_ text: String, _ names: MonthNames) throws -> [(
      month: Int, isAlone: Bool, range: Range<Int>
    )] {
      try finder.tokens(of: text).filter(\.isWord).compactMap { token in
        try names.month(String(token.text)).map { ($0.month, $0.isAlone, token.range) }
      }
    }
    var available = try months(rendering, targetMonths)
    let pairs = Self.differing(try months(remembered, sourceMonths), try months(query, sourceMonths)) {
      $0.month == $1.month
    }
    return pairs.compactMap { old, new in
      guard let place = available.firstIndex(where: { $0.month == old.month }) else { return nil }
      let found = available.remove(at: place)
      let name = targetMonths.name(new.month, isAlone: found.isAlone)
      return (
        Edit(kind: .month, range: found.range, text: Self.cased(name, like: rendering.slice(found.range))),
        Edit(kind: .month, range: old.range, text: String(query.slice(new.range)))
      )
    }
  }

  private func termEdits(_ remembered: String, _ rendering: String, _ query: String) throws -> [(Edit, Edit)]
  {
    guard let terms else { return [] }
    let pairs = Self.differing(
      try terms.repairTerms(in: remembered, from: source, to: target),
      try terms.repairTerms(in: query, from: source, to: target)
    ) { $0.renderings == $1.renderings }
    var used: [Range<Int>] = []
    return try pairs.compactMap { old, new in
      guard let name = new.renderings.first else { return nil }
      for form in old.renderings {
        let ranges = try collator.ranges(of: form, in: rendering)
        guard let range = ranges.first(where: { range in !used.contains { $0.overlaps(range) } }) else {
          continue
        }
        used.append(range)
        return (
          Edit(kind: .term, range: range, text: Self.cased(name, like: rendering.slice(range))),
          Edit(kind: .term, range: old.range, text: String(query.slice(new.range)))
        )
      }
      return nil
    }
  }

  /// A word with a capital where the one that it replaces has one.
  private static func cased(_ text: String, like old: Substring) -> String {
    guard let first = old.first, first.isUppercase, let own = text.first, own.isLowercase else { return text }
    return own.uppercased() + text.dropFirst()
  }
}

/// The months of a language, as they stand in a date and alone.
private struct MonthNames {
  private let inDates: [String]
  private let alone: [String]
  private let folded: [[String]]

  init(_ language: String) throws {
    let names = try KnownNames(language: language)
    let codes = try KnownNames.codes(of: .month)
    inDates = codes.map { names.name(of: $0, kind: .month, isInflected: true) ?? "" }
    alone = codes.map { names.name(of: $0, kind: .month) ?? "" }
    folded = try [inDates, alone].map { try $0.map(TextKey.folded) }
  }

  func month(_ word: String) throws -> (month: Int, isAlone: Bool)? {
    let word = try TextKey.folded(word)
    // A short name may be any word.
    guard word.count > 2 else { return nil }
    for (kind, own) in folded.enumerated() {
      if let month = own.firstIndex(of: word) { return (month, kind == 1) }
    }
    return nil
  }

  func name(_ month: Int, isAlone: Bool) -> String { (isAlone ? alone : inDates)[month] }
}

extension String {
  /// The text in a range of UTF-8 bytes.
  func slice(_ range: Range<Int>) -> Substring {
    let utf8 = self.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return self[lower..<utf8.index(lower, offsetBy: range.count)]
  }
}
