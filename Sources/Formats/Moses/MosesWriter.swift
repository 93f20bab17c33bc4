public import Bitext

/// Writes Moses files: a line a unit in each language's file.
public struct MosesWriter: UnitWriter {
  private let files: [(language: LanguageTag, sink: ByteSink)]
  private var (codes, lineEnds, incomplete, variants, remarks) = (0, 0, 0, 0, 0)

  /// Writes to files, one a language.
  public init(to files: [(language: LanguageTag, sink: ByteSink)]) { self.files = files }

  /// What the files cannot hold, counted.
  public var problems: [Problem] {
    [
      (lineEnds, "texts have line ends, which became spaces: a line is a text"),
      (codes, "texts lost their inline codes, which Moses files cannot hold; export TMX to keep them"),
      (incomplete, "units were left out: they lack a text in one of the languages"),
      (variants, "texts were left out: Moses files hold one a language, and their own languages only"),
      (remarks, "units lost their notes and properties, which Moses files cannot hold"),
    ].filter { $0.0 > 0 }.map { Problem(.error, "\($0.0) \($0.1)") }
  }

  /// Writes a unit that has a text in every language.
  public mutating func write(_ unit: TranslationUnit) throws {
    let chosen = files.compactMap { file in
      unit.variants.first { $0.language == file.language && !$0.content.text.isEmpty }
        ?? unit.variants.first { file.language.isServed(by: $0.language) && !$0.content.text.isEmpty }
    }
    guard chosen.count == files.count else {
      incomplete += 1
      return
    }
    variants += unit.variants.count - chosen.count
    if !unit.notes.isEmpty || !unit.properties.isEmpty { remarks += 1 }
    for (file, variant) in zip(files, chosen) {
      if !variant.content.codes.isEmpty { codes += 1 }
      let text = variant.content.text
      let hasLineEnd = text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
      if hasLineEnd { lineEnds += 1 }
      try file.sink.write(
        hasLineEnd ? text.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" : text + "\n")
    }
  }

  /// Closes the files.
  public mutating func finish() throws {
    for file in files { try file.sink.close() }
  }
}
