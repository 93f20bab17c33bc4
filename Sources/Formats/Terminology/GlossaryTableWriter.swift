import Bitext

/// Writes a glossary in a tool's layout; what the layout has no place for is counted by field.
struct GlossaryTableWriter: ConceptWriter {
  private let sink: ByteSink
  private let dialect: GlossaryDialect
  private let languages: [LanguageTag]
  private let name: String
  private var losses = ConceptLosses()
  private var buffer: [UInt8] = []
  private var emptyCount = 0

  init(to sink: ByteSink, header: UnitHeader, dialect: GlossaryDialect, name: String) throws {
    self.sink = sink
    self.dialect = dialect
    self.name = name
    languages = dialect.isPairs ? Array(header.languages.prefix(2)) : header.languages
    guard languages.count >= (dialect.isPairs ? 2 : 1) else {
      throw FormatError(
        .unsupported, "needs the languages of its columns; name them with --from and --to", source: sink.name)
    }
    let (first, last) = (languages[0].identifier, languages[languages.count - 1].identifier)
    switch dialect {
    case .omegat: break
    case .weblate:
      row([
        "location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments",
      ])
    case .memoq:
      row(
        [
          "Entry_ID", "Entry_Subject", "Entry_Created", "Entry_Creator", "Entry_LastModified",
          "Entry_Modifier", "Entry_Note",
          "forbidden",
        ]
          + languages.flatMap {
            [Self.memoqName($0), Self.memoqName($0) + "_Def", "Term_Info", "Term_Example"]
          })
    case .phrase:
      row(["term", "description", "case sensitive", "translatable"] + languages.map(\.identifier))
    case .lokalise:
      row(
        ["term", "description", "casesensitive", "translatable", "forbidden", "tags"]
          + languages.flatMap { [Self.lokaliseName($0), Self.lokaliseName($0) + "_description"] })
    case .utx:
      buffer.append(contentsOf: "#UTX 1.20; \(first)/\(last); \(header.attributes["date"] ?? "")\r\n".utf8)
      row(["#src", "tgt", "src:pos", "tgt:pos", "tgt:term status", "Concept ID", "comment"])
    }
  }

  var problems: [Problem] {
    var result = losses.problems(format: name)
    if emptyCount > 0 {
      result.append(
        Problem(
          .error, "\(emptyCount) entries were left out: they have no term in the languages of the columns"))
    }
    return result
  }

  mutating func write(_ concept: Concept) throws {
    let own = languages.map { concept.terms(in: $0) }
    guard dialect.isPairs ? own.allSatisfy({ !$0.isEmpty }) : own.contains(where: { !$0.isEmpty }) else {
      emptyCount += 1
      return
    }
    for (field, count) in ConceptField.used(in: concept) where !dialect.fields.contains(field) {
      losses.add(field.rawValue, count)
    }
    let served = concept.languages.filter { level in languages.contains { $0.isServed(by: level.language) } }
    losses.add(ConceptField.otherLanguage.rawValue, concept.languages.count - served.count)
    if dialect.isPairs { pairs(concept, own[0], own[1]) } else { wide(concept, own) }
    if buffer.count > 65_536 { try flush() }
  }

  mutating func finish() throws {
    try flush()
    try sink.close()
  }

  // MARK: - Rows

  /// The first source term with every target term, then the other source terms with the first target term.
  private mutating func pairs(_ concept: Concept, _ sources: [Term], _ targets: [Term]) {
    let comment = ([concept.definition].compactMap { $0 } + concept.notes.map(\.text)).joined(separator: "; ")
    var rows = targets.map { (sources[0], $0) }
    rows += sources.dropFirst().map { ($0, targets[0]) }
    for (source, target) in rows {
      switch dialect {
      case .omegat:
        let more = (source.notes + target.notes).map(\.text) + (source.contexts + target.contexts).map(\.text)
        row([source.text, target.text, ([comment] + more).filter { !$0.isEmpty }.joined(separator: "; ")])
      case .weblate:
        row([
          "", source.text, target.text, "",
          target.isReviewed && target.status != .proposed ? "False" : "True", concept.id ?? "",
          concept.notes.map(\.text).joined(separator: "\n"), concept.definition ?? "",
        ])
      default:
        row([
          source.text, target.text, source.partOfSpeech?.rawValue ?? Self.utxNothing,
          target.partOfSpeech?.rawValue ?? Self.utxNothing,
          Self.utxStatus(target), concept.id ?? "", comment,
        ])
      }
    }
  }

  /// The part of speech must not be empty.
  private static let utxNothing = "-"

  private static func lokaliseName(_ language: LanguageTag) -> String {
    String(language.identifier.map { $0 == "-" ? "_" : $0 })
  }

  private static func utxStatus(_ term: Term) -> String {
    switch term.status {
    case .preferred, .admitted: term.isReviewed ? "approved" : "provisional"
    case .proposed: "provisional"
    case .deprecated, .superseded: "non-standard"
    case .forbidden: "forbidden"
    }
  }

  private mutating func wide(_ concept: Concept, _ terms: [[Term]]) {
    let usable = terms.map { own in
      own.first { $0.status == .preferred } ?? own.first(where: \.isUsable) ?? own.first
    }
    let isForbidden = usable.compactMap { $0 }.allSatisfy { !$0.isUsable }
    let isStrict = usable.compactMap { $0 }.contains { $0.caseRule == .exact }
    losses.add(ConceptField.otherTerm.rawValue, terms.reduce(0) { $0 + max(0, $1.count - 1) })
    let definitions = languages.map { language in concept.levels(serving: language).first?.definition ?? "" }
    let yes = { (value: Bool) in value ? "yes" : "no" }
    switch dialect {
    case .memoq:
      let provenance = concept.provenance
      let entry = [
        concept.id ?? "", concept.subjects.joined(separator: ", "), provenance.created?.date ?? "",
        provenance.createdBy ?? "", provenance.changed?.date ?? "", provenance.changedBy ?? "",
        concept.notes.map(\.text).joined(separator: "\n"), yes(isForbidden),
      ]
      row(
        entry
          + languages.indices.flatMap {
            [usable[$0]?.text ?? "", definitions[$0], "", usable[$0]?.contexts.first?.text ?? ""]
          })
    case .phrase:
      row(
        [
          usable.compactMap { $0 }.first?.text ?? "", concept.definition ?? "", "\(isStrict)",
          "\(concept.isTranslatable)",
        ]
          + usable.map { $0?.text ?? "" })
    default:
      row(
        [
          usable.compactMap { $0 }.first?.text ?? "", concept.definition ?? "", yes(isStrict),
          yes(concept.isTranslatable),
          yes(isForbidden), "",
        ] + languages.indices.flatMap { [usable[$0]?.text ?? "", definitions[$0]] })
    }
  }

  private static func memoqName(_ language: LanguageTag) -> String {
    GlossaryDialect.languageNames.first { $0.1 == language.identifier }?.0 ?? language.identifier
  }

  private mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(dialect.separator) }
      if dialect.separator == 0x09 { plain(cell) } else { quoted(cell) }
    }
    buffer.append(contentsOf: dialect == .utx ? "\r\n".utf8 : "\n".utf8)
  }

  /// Cells between tabs have no way to hold a tab or a line end.
  private mutating func plain(_ cell: String) {
    for byte in cell.utf8 { buffer.append(byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
    if cell.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
      losses.add("tabs and line ends inside a cell")
    }
  }

  private mutating func quoted(_ cell: String) {
    let special = [dialect.separator, UInt8(ascii: "\""), 0x0A, 0x0D]
    guard cell.utf8.contains(where: special.contains) || cell.first == " " || cell.last == " " else {
      return buffer.append(contentsOf: cell.utf8)
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func flush() throws {
    try sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
