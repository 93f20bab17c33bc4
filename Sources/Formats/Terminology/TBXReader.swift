import Bitext
import XML

/// Turns the elements of a TBX file into entries, one at a time.
///
/// It reads both styles of version 3, version 2 and the older TBX-Min by the same rules, and goes on around what is wrong.
struct TBXReader {
  private(set) var hasSeenRoot = false
  /// The entries and what was wrong.
  private(set) var report = ConceptReport()
  private var path: [String] = []
  private var concept: Concept?
  private var conceptLine = 1
  private var level: LanguageLevel?
  private var term: Term?
  private var hasTerm = false
  private var termItems: [TBXItem] = []
  /// Groups and items that are being read, the innermost last; a group's first item is its main one.
  private var groups: [[TBXItem]] = []
  private var item: TBXItem?
  private var depthOfItem = 0
  private var termText: String?
  private var isInBack = false
  private var headerText: (name: String, type: String?, text: String)?
  private var isInHeader = false
  private var isSkippingLanguage = false
  private var dialect = ""

  mutating func take(_ event: XMLEvent, at place: TextPosition, body: (Concept) throws -> Void) throws {
    switch event {
    case .text(let text):
      if termText != nil {
        termText? += text
      } else if item != nil {
        item?.value += text
      } else {
        headerText?.text += text
      }
    case .start(let tag):
      // Lost end tags must not make it grow.
      if path.count < 1_000 { path.append(tag.name) }
      try start(tag, at: place, body: body)
    case .end(let name):
      try end(name, at: place, body: body)
      if path.last == name { path.removeLast() }
    }
  }

  // MARK: - Elements

  private mutating func start(_ tag: XMLStartTag, at place: TextPosition, body: (Concept) throws -> Void)
    throws
  {
    let kind = TBXElement(tag.name)
    if isInBack { return }
    if isInHeader {
      if ["title", "p", "titleStmt", "sourceDesc", "publicationStmt", "encodingDesc"].contains(tag.name) {
        headerText = (tag.name, tag["type"], "")
      }
      return
    }
    if termText != nil || item != nil {
      if kind == .inline || kind == .item { return report.count(.inlineMarkup) }
    }
    switch kind {
    case .root:
      hasSeenRoot = true
      dialect = tag["type"] ?? tag["dialect"] ?? ""
      report.summary.header.attributes["type"] = dialect
      if let style = tag["style"] { report.summary.header.attributes["style"] = style }
      if let language = tag["xml:lang"] { report.summary.header.attributes["xml:lang"] = language }
    case .header: isInHeader = true
    case .back:
      isInBack = true
      report.count(.backMatter)
    case .concept:
      if concept != nil {
        report.add(.error, "the entry\(named) does not end", at: conceptLine)
        try finishConcept(body: body)
      }
      concept = Concept(id: tag["id"])
      conceptLine = place.line
      if let id = tag["id"] { report.check(id: id, line: place.line) }
    case .language where concept != nil: startLanguage(tag, at: place)
    case .termSection where level != nil:
      finishTerm(at: place)
      startTerm(tag)
    case .term where level != nil:
      if term == nil { startTerm(tag) }
      if hasTerm {
        report.add(
          .warning, "the entry\(named) has two terms where one belongs; both were read", at: place.line)
        finishTerm(at: place)
        startTerm(tag)
      }
      hasTerm = true
      termText = ""
    case .group where concept != nil: groups.append([])
    case .item where concept != nil && !isSkippingLanguage: startItem(tag, at: place)
    default: break
    }
  }

  private mutating func startLanguage(_ tag: XMLStartTag, at place: TextPosition) {
    finishLanguage(at: place)
    let written = tag["xml:lang"] ?? tag["lang"] ?? ""
    guard let language = try? LanguageTag(written) else {
      isSkippingLanguage = true
      report.summary.droppedCount += 1
      let what = written.isEmpty ? "no xml:lang" : "the language '\(written)', which is not a language tag"
      return report.add(
        .error, "a part of the entry\(named) has \(what); it was left out", at: place.line)
    }
    level = LanguageLevel(language: language)
  }

  private mutating func startTerm(_ tag: XMLStartTag) {
    term = Term("")
    hasTerm = false
    if let id = tag["id"] { term?.properties.append(Property(type: "id", value: id)) }
  }

  private mutating func startItem(_ tag: XMLStartTag, at place: TextPosition) {
    let isDCA = ["descrip", "admin", "termNote", "transac", "ref", "xref"].contains(tag.name)
    let isNote = ["descripNote", "adminNote", "transacNote", "note", "date"].contains(tag.name)
    // In the style of elements the element is the data category.
    let category = isDCA || isNote ? tag["type"] ?? "" : tag.name
    var new = TBXItem(
      element: isDCA || isNote ? tag.name : TBXItem.element(ofCategory: tag.name), category: category)
    new.target = tag["target"]
    new.language = tag["xml:lang"]
    new.line = place.line
    if isDCA, category.isEmpty {
      report.add(.warning, "<\(tag.name)> has no type; it was kept", at: place.line)
    }
    item = new
    depthOfItem = path.count
  }

  private mutating func end(_ name: String, at place: TextPosition, body: (Concept) throws -> Void) throws {
    switch TBXElement(name) {
    case .header: isInHeader = false
    case .back: isInBack = false
    case _ where isInHeader: finishHeaderText(name)
    case .term:
      if let text = termText { term?.text = text.collapsed }
      termText = nil
    case .item where item != nil && path.count == depthOfItem: finishItem()
    case .group: finishGroup()
    case .termSection: finishTerm(at: place)
    case .language: finishLanguage(at: place)
    case .concept: try finishConcept(body: body)
    default: break
    }
  }

  private mutating func finishHeaderText(_ name: String) {
    guard let (own, type, text) = headerText, own == name else { return }
    headerText = nil
    let value = text.collapsed
    guard !value.isEmpty else { return }
    switch (name, type) {
    case ("title", _): report.summary.header.attributes["title"] = value
    case ("p", let type?): report.summary.header.properties.append(Property(type: type, value: value))
    default: report.summary.header.notes.append(Note(text: value))
    }
  }

  private mutating func finishItem() {
    guard var done = item else { return }
    item = nil
    done.value = done.value.collapsed
    if groups.isEmpty { apply(done) } else { groups[groups.count - 1].append(done) }
  }

  private mutating func finishGroup() {
    guard let items = groups.popLast(), !items.isEmpty else { return }
    // The main item is the one that the group is named for; notes, dates and sources say more of it.
    let main =
      items.firstIndex {
        !["note", "date", "transacNote", "adminNote", "descripNote"].contains($0.element)
          && $0.category != "source"
      } ?? 0
    var done = items[main]
    done.details = items.indices.filter { $0 != main }.map { items[$0] }
    if groups.isEmpty { apply(done) } else { groups[groups.count - 1].append(done) }
  }

  /// Gives an item to the innermost level that is open.
  private mutating func apply(_ item: TBXItem) {
    TBXDialect(named: dialect).check(item, &report)
    if term != nil { return termItems.append(item) }
    if var open = level {
      TBXFields.apply(item, to: &open)
      level = open
    } else if var open = concept {
      TBXFields.apply(item, to: &open)
      concept = open
    }
  }

  private mutating func finishTerm(at place: TextPosition) {
    guard var done = term else { return }
    term = nil
    hasTerm = false
    for item in termItems { TBXFields.apply(item, to: &done) }
    termItems = []
    if done.text.isEmpty {
      report.summary.droppedCount += 1
      return report.add(.error, "a term of the entry\(named) has no text and was left out", at: place.line)
    }
    level?.terms.append(done)
  }

  private mutating func finishLanguage(at place: TextPosition) {
    finishTerm(at: place)
    isSkippingLanguage = false
    guard let done = level else { return }
    level = nil
    // A part without anything says nothing.
    if done != LanguageLevel(language: done.language) { concept?.languages.append(done) }
  }

  private mutating func finishConcept(body: (Concept) throws -> Void) throws {
    finishLanguage(at: TextPosition(line: conceptLine, column: 1))
    groups = []
    item = nil
    termText = nil
    guard let done = concept else { return }
    concept = nil
    if report.keeps(done, at: conceptLine) { try body(done) }
  }

  private var named: String { concept?.id.map { " '\($0)'" } ?? "" }

  /// Ends the file: an entry that is still open was cut off.
  mutating func finish(problems: [Problem]) -> UnitSummary {
    if concept != nil {
      report.add(.error, "the file ends inside the entry\(named), which was left out", at: conceptLine)
      report.summary.droppedCount += 1
      concept = nil
    }
    return report.finished(problems)
  }
}
