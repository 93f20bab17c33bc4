public import Bitext
public import Formats
public import Review

/// Texts and their translations, from files of units or JSON Lines.
public struct BilingualFiles: Sendable {
  private let source: LanguageTag
  private let target: LanguageTag
  private let registry: FormatRegistry

  /// Creates a reader of a pair of languages.
  public init(source: LanguageTag, target: LanguageTag, registry: FormatRegistry = .standard) {
    self.source = source
    self.target = target
    self.registry = registry
  }

  /// Calls with every pair of a file; units without one of the two texts are passed over, but counted.
  ///
  /// JSON Lines are told by their first character: objects with `source`, `target` and maybe `id`.
  ///
  /// - Returns: what was wrong with the file.
  /// - Throws: ``Formats/FormatError``, or what `body` throws.
  public func read(_ file: InputSource, body: (BilingualText) throws -> Void) throws -> [Problem] {
    let stream = try file.open()
    if try stream.peek(1).first == UInt8(ascii: "{") { return try readLines(LineReader(stream), body) }
    let format = try registry.format(of: file, stream: stream, ability: .readsUnits)
    var number = 0
    let options = ReadingOptions(sourceLanguage: source, targetLanguage: target)
    return try format.readUnits(from: stream, options: options) { unit in
      number += 1
      guard let text = unit.variant(for: source), let translation = unit.variant(for: target) else { return }
      try body(
        BilingualText(
          number: number, id: unit.id, source: text.content.text, target: translation.content.text))
    }.problems
  }

  private func readLines(_ lines: LineReader, _ body: (BilingualText) throws -> Void) throws -> [Problem] {
    var problems: [Problem] = []
    var number = 0
    while let line = try lines.next() {
      number += 1
      guard case .bytes(let bytes) = line else {
        problems.append(
          Problem(.error, "the line is too long", position: TextPosition(line: number, column: 1)))
        continue
      }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let pair: PairRecord
      do throws(InvalidRecord) { pair = try PairRecord(line: bytes) } catch {
        problems.append(Problem(.error, error.message, position: TextPosition(line: number, column: 1)))
        continue
      }
      try body(BilingualText(number: number, id: pair.id, source: pair.source, target: pair.target))
    }
    return problems
  }
}
