import Bitext
import XML

/// Turns the elements of a TMX file into units, one at a time.
///
/// It follows the elements it knows and keeps going through those that it does not, so that one broken unit costs only itself.
struct TMXReader {
  private(set) var hasSeenRoot = false
  private var summary = UnitSummary()
  private var unit: TranslationUnit?
  private var unitPlace = TextPosition(line: 1, column: 1)
  private var variant: Variant?
  private var hasSegment = false
  /// Text that stands in a variant but in no segment.
  private var looseText = ""
  private var segment: TMXSegmentBuilder?
  /// The note, property or encoding that is being read, and its text.
  private var remark: (kind: XMLStartTag, text: String)?
  private var encoding: UserEncoding?
  private var isInHeader = false
  private var hasHeader = false
  private var foreignElements: Set<String> = []
  private let problemLimit = 200
  private var suppressed = 0
  /// The tags of languages as written; ICU is asked once for each.
  private var tags: [String: LanguageTag] = [:]

  mutating func take(
    _ event: XMLEvent, at place: TextPosition, body: (TranslationUnit) throws -> Void
  ) throws {
    switch event {
    case .text(let text): take(text)
    case .start(let tag): try start(tag, at: place, body: body)
    case .end(let name): try end(name, at: place, body: body)
    }
  }

  private mutating func take(_ text: String) {
    if remark != nil {
      remark?.text += text
    } else if segment != nil {
      segment?.take(text)
    } else if variant != nil {
      looseText += text
    }
  }

  // MARK: - Elements

  private mutating func start(
    _ tag: XMLStartTag, at place: TextPosition, body: (TranslationUnit) throws -> Void
  ) throws {
    // A unit inside a unit or a segment: an end tag was lost.
    if tag.name == "tu" {
      try finishUnit(at: place, isBroken: unit != nil, body: body)
      return startUnit(tag, at: place)
    }
    if tag.name == "tuv", segment != nil {
      report(.error, "a <seg> does not end; its text was left out", at: place)
      segment = nil
      variant = nil
    }
    if segment != nil {
      if let warning = segment?.start(tag), foreignElements.insert(warning).inserted {
        report(.warning, warning, at: place)
      }
      return
    }
    switch tag.name {
    case "tmx":
      hasSeenRoot = true
      if let version = tag["version"] { summary.header.attributes["version"] = version }
    case "header": readHeader(tag, at: place)
    case "note", "prop": remark = (tag, "")
    case "ude":
      let header = summary.header
      encoding = UserEncoding(
        name: tag["name"] ?? "", base: tag["base"], place: header.notes.count + header.properties.count)
    case "map":
      encoding?.mappings.append(
        UserEncoding.Mapping(
          unicode: tag["unicode"] ?? "", code: tag["code"], entity: tag["ent"], substitute: tag["subst"]))
    case "body":
      if !hasHeader { report(.warning, "has no <header>; its units are read all the same", at: place) }
    case "tuv": startVariant(tag, at: place)
    case "seg" where variant != nil:
      segment = TMXSegmentBuilder()
      hasSegment = true
    default:
      if foreignElements.insert(tag.name).inserted {
        report(.error, "<\(tag.name)> is no element of TMX here and was left out", at: place)
      }
    }
  }

  private mutating func end(
    _ name: String, at place: TextPosition, body: (TranslationUnit) throws -> Void
  ) throws {
    if segment != nil, name != "seg", name != "tu", name != "tuv" {
      segment?.end(name)
      return
    }
    switch name {
    case "seg":
      if let finished = segment?.finish() { variant?.content = finished }
      segment = nil
    case "note", "prop": finishRemark()
    case "ude":
      if let encoding { summary.header.encodings.append(encoding) }
      encoding = nil
    case "header": isInHeader = false
    case "tuv": finishVariant(at: place)
    case "tu": try finishUnit(at: place, isBroken: segment != nil, body: body)
    default: break
    }
  }

  private mutating func readHeader(_ tag: XMLStartTag, at place: TextPosition) {
    isInHeader = true
    hasHeader = true
    for attribute in tag.attributes {
      if attribute.name == "srclang", attribute.value.lowercased() != "*all*" {
        summary.header.sourceLanguage = language(attribute.value, at: place)
      } else {
        summary.header.attributes[attribute.name] = attribute.value
      }
    }
    if tag["srclang"] == nil {
      report(.warning, "the <header> does not say srclang; any language can be the source", at: place)
    }
  }

  private mutating func startUnit(_ tag: XMLStartTag, at place: TextPosition) {
    var unit = TranslationUnit()
    unitPlace = place
    for attribute in tag.attributes {
      switch attribute.name {
      case "tuid": unit.id = attribute.value
      case "srclang" where attribute.value.lowercased() != "*all*":
        unit.sourceLanguage = language(attribute.value, at: place)
      default: unit.provenance.take(attribute.name, attribute.value)
      }
    }
    self.unit = unit
  }

  private mutating func startVariant(_ tag: XMLStartTag, at place: TextPosition) {
    finishVariant(at: place)
    guard unit != nil else {
      report(.error, "a <tuv> stands outside a <tu> and was left out", at: place)
      return
    }
    // TMX 1.1 to 1.3 write `lang`.
    guard let written = tag["xml:lang"] ?? tag["lang"] else {
      report(.error, "a <tuv> does not say its language (xml:lang) and was left out", at: place)
      return
    }
    guard let language = language(written, at: place) else { return }
    var variant = Variant(language: language, content: MarkedText())
    for attribute in tag.attributes where attribute.name != "xml:lang" && attribute.name != "lang" {
      variant.provenance.take(attribute.name, attribute.value)
    }
    self.variant = variant
    hasSegment = false
    looseText = ""
  }

  private mutating func finishVariant(at place: TextPosition) {
    if let finished = segment?.finish() { variant?.content = finished }
    segment = nil
    // Taken out, not copied.
    guard var variant = self.variant.take() else { return }
    if !hasSegment, !looseText.allSatisfy(\.isWhitespace) {
      variant.content = MarkedText(looseText)
      hasSegment = true
      report(.warning, "a <tuv> (\(variant.language)) has text without a <seg>, which was taken", at: place)
    }
    if hasSegment {
      unit?.variants.append(variant)
    } else {
      report(.error, "a <tuv> (\(variant.language)) has no <seg> and was left out", at: place)
    }
  }

  private mutating func finishRemark() {
    guard let (tag, text) = remark else { return }
    remark = nil
    let language = tag["xml:lang"] ?? tag["lang"]
    let encoding = tag["o-encoding"]
    if tag.name == "note" {
      var note = Note(text: text, language: language, encoding: encoding)
      if variant != nil {
        note.place = Self.place(after: variant?.properties)
        variant?.notes.append(note)
      } else if unit != nil {
        note.place = Self.place(after: unit?.properties)
        unit?.notes.append(note)
      } else if isInHeader {
        note.place = Self.place(after: summary.header.properties)
        summary.header.notes.append(note)
      }
    } else {
      take(Property(type: tag["type"] ?? "", value: text, language: language, encoding: encoding))
    }
  }

  private static func place(after properties: [Property]?) -> Int? {
    properties.flatMap { $0.isEmpty ? nil : $0.count }
  }

  /// Takes in a property, which may stand for an attribute.
  private mutating func take(_ property: Property) {
    if variant != nil {
      if let name = TMXAttributes.name(of: property, known: TMXAttributes.variant) {
        variant?.provenance.attributes[name] = property.value
      } else {
        variant?.properties.append(property)
      }
    } else if unit != nil {
      if let name = TMXAttributes.name(of: property, known: TMXAttributes.unit) {
        unit?.provenance.attributes[name] = property.value
      } else {
        unit?.properties.append(property)
      }
    } else if isInHeader {
      if let name = TMXAttributes.name(of: property, known: TMXAttributes.header) {
        summary.header.attributes[name] = property.value
      } else {
        summary.header.properties.append(property)
      }
    }
  }

  private mutating func finishUnit(
    at place: TextPosition, isBroken: Bool, body: (TranslationUnit) throws -> Void
  ) throws {
    remark = nil
    if isBroken {
      // What stands in a segment that never ended is not known to be whole.
      if segment != nil { variant = nil }
      segment = nil
      finishVariant(at: place)
      report(.error, "the unit\(named) does not end; only its whole texts were kept", at: unitPlace)
    } else {
      finishVariant(at: place)
    }
    guard var finished = self.unit.take() else { return }
    finished.context = Self.context(of: finished)
    if finished.variants.isEmpty {
      summary.droppedCount += 1
      report(.error, "the unit\(name(of: finished)) has no text and was left out", at: unitPlace)
      return
    }
    if finished.variants.count == 1 {
      report(
        .warning, "the unit\(name(of: finished)) is in one language only (\(finished.variants[0].language))",
        at: unitPlace)
    }
    try body(finished)
    summary.unitCount += 1
  }

  private var named: String { unit.map(name(of:)) ?? "" }

  private func name(of unit: TranslationUnit) -> String { unit.id.map { " '\($0)'" } ?? "" }

  /// The segments before and after, as OmegaT and others write them.
  private static func context(of unit: TranslationUnit) -> TranslationUnit.Context? {
    if unit.properties.isEmpty { return nil }
    let previous = unit.property("prev") ?? unit.property("x-context-pre")
    let next = unit.property("next") ?? unit.property("x-context-post")
    return previous == nil && next == nil ? nil : TranslationUnit.Context(previous: previous, next: next)
  }

  // MARK: - Problems

  private mutating func language(_ written: String, at place: TextPosition) -> LanguageTag? {
    if let known = tags[written] { return known }
    do throws(InvalidLanguageTag) {
      let tag = try LanguageTag(written)
      // Real files have a few; a hostile one must not fill the memory.
      if tags.count < 1_000 { tags[written] = tag }
      return tag
    } catch {
      report(.error, "\(error)", at: place)
      return nil
    }
  }

  private mutating func report(_ severity: Problem.Severity, _ message: String, at place: TextPosition) {
    guard summary.problems.count < problemLimit else {
      suppressed += 1
      return
    }
    summary.problems.append(Problem(severity, message, position: place))
  }

  /// Ends the file: a unit that is still open was cut off.
  mutating func finish(problems: [Problem]) -> UnitSummary {
    if unit != nil {
      report(.error, "the file ends inside the unit\(named), which was left out", at: unitPlace)
      summary.droppedCount += 1
      unit = nil
    }
    if suppressed > 0 { summary.problems.append(Problem(.error, "and \(suppressed) more problems")) }
    summary.problems = (problems + summary.problems).sorted {
      ($0.position ?? TextPosition(line: 0, column: 0)) < ($1.position ?? TextPosition(line: 0, column: 0))
    }
    return summary
  }
}
