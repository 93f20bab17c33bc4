import Bitext

/// Writes a table with a column a language.
struct TableWriter: UnitWriter {
  private let sink: ByteSink
  private let languages: [LanguageTag]
  private let columns: [String]
  private let isTabbed: Bool
  private var buffer: [UInt8] = []
  private var (codes, variants, remarks) = (0, 0, 0)

  init(to sink: ByteSink, languages: [LanguageTag], columns: [String] = [], isTabbed: Bool) throws {
    self.sink = sink
    self.languages = languages
    self.columns = columns
    self.isTabbed = isTabbed
    try write(row: languages.map(\.identifier) + columns)
  }

  /// For rows of any kind, which the caller makes.
  init(to sink: ByteSink, columns: [String], isTabbed: Bool) throws {
    self.sink = sink
    languages = []
    self.columns = columns
    self.isTabbed = isTabbed
    try write(row: columns)
  }

  /// What the table cannot hold, counted.
  var problems: [Problem] {
    [
      (codes, "texts lost their inline codes, which a table cannot hold; export TMX to keep them"),
      (variants, "texts were left out: a table holds one a language, and the languages of its columns only"),
      (remarks, "units lost their notes and properties, which a table of pairs does not hold"),
    ].filter { $0.0 > 0 }.map { Problem(.error, "\($0.0) \($0.1)") }
  }

  mutating func write(_ unit: TranslationUnit) throws {
    var used: Set<Int> = []
    let cells = languages.map { language -> String in
      let exact = unit.variants.firstIndex { $0.language == language }
      guard let index = exact ?? unit.variants.firstIndex(where: { language.isServed(by: $0.language) })
      else { return "" }
      used.insert(index)
      if !unit.variants[index].content.codes.isEmpty { codes += 1 }
      return unit.variants[index].content.text
    }
    variants += unit.variants.count - used.count
    if !unit.notes.isEmpty || unit.properties.contains(where: { !columns.contains($0.type) }) { remarks += 1 }
    try write(row: cells + columns.map { unit.property($0) ?? "" })
  }

  mutating func finish() throws {
    try sink.write(buffer)
    buffer = []
    try sink.close()
  }

  mutating func write(row cells: [String]) throws {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(isTabbed ? 0x09 : UInt8(ascii: ",")) }
      if isTabbed { escape(cell) } else { TableCell.appendCSV(cell, to: &buffer) }
    }
    buffer.append(0x0A)
    if buffer.count > 65_536 {
      try sink.write(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
  }

  private mutating func escape(_ cell: String) {
    for byte in cell.utf8 {
      switch byte {
      case 0x09: buffer.append(contentsOf: "\\t".utf8)
      case 0x0A: buffer.append(contentsOf: "\\n".utf8)
      case 0x0D: buffer.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
      default: buffer.append(byte)
      }
    }
  }
}
