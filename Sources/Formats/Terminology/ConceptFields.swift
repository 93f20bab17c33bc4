import Bitext

/// Which fields of an entry are in use, so that a format can count those that it has no place for.
enum ConceptField: String {
  case id = "the id"
  case kind = "the kind of an entry"
  case subject = "the subject"
  case definition = "the definition"
  case externalIdentifier = "an external id"
  case translatable = "that an entry is not translated"
  case validity = "the validity"
  case relation = "relations"
  case note = "notes"
  case source = "the source"
  case provenance = "who made or changed it, and when"
  case languageDefinition = "the definition of a language"
  case languageNote = "notes on a language"
  case transliteration = "the transliteration standard"
  case otherLanguage = "languages without a column"
  case otherTerm = "terms beside the preferred one"
  case admitted = "the difference between preferred and admitted terms"
  case forbidden = "that a term must not be used"
  case proposed = "that a term is only proposed"
  case termType = "the type of a term"
  case partOfSpeech = "the part of speech"
  case grammar = "gender, number and declension"
  case caseRule = "the case rule"
  case matching = "the matching mode"
  case region = "the region"
  case context = "the context of a term"
  case termSource = "the source of a term"
  case review = "the review"
  case name = "the parts of a name"
  case termNote = "notes on a term"
  case termProvenance = "who made or changed a term, and when"
  case property = "properties"

  /// How often each is in use.
  static func used(in concept: Concept) -> [ConceptField: Int] {
    var counts: [ConceptField: Int] = [:]
    func count(_ field: ConceptField, _ number: Int) { if number > 0 { counts[field, default: 0] += number } }
    func count(_ field: ConceptField, if isUsed: Bool) { count(field, isUsed ? 1 : 0) }
    count(.id, if: concept.id != nil)
    count(.kind, if: concept.kind != nil)
    count(.subject, concept.subjects.count)
    count(.definition, if: concept.definition != nil)
    count(.externalIdentifier, concept.externalIdentifiers.count)
    count(.translatable, if: !concept.isTranslatable)
    count(.validity, if: concept.validity != nil)
    count(.relation, concept.relations.count)
    count(.note, concept.notes.count)
    count(.source, if: concept.source != nil)
    count(.provenance, if: !concept.provenance.isEmpty)
    count(.property, concept.properties.count)
    for level in concept.languages {
      count(.languageDefinition, if: level.definition != nil)
      count(.languageNote, level.notes.count)
      count(.transliteration, if: level.transliterationStandard != nil)
      count(.property, level.properties.count)
      for term in level.terms { Self.count(term, count) }
    }
    return counts
  }

  private static func count(_ term: Term, _ count: (ConceptField, Int) -> Void) {
    func check(_ field: ConceptField, _ isUsed: Bool) { count(field, isUsed ? 1 : 0) }
    check(.admitted, term.status == .admitted)
    check(.forbidden, !term.isUsable)
    check(.proposed, term.status == .proposed)
    check(.termType, term.type != nil)
    check(.partOfSpeech, term.partOfSpeech != nil)
    check(
      .grammar,
      term.gender != nil || term.number != nil || term.isDeclinable != nil || !term.fixedWords.isEmpty
        || !term.irregularForms.isEmpty)
    check(.caseRule, term.caseRule != nil)
    check(.matching, term.matching != nil)
    check(.region, term.region != nil)
    count(.context, term.contexts.count)
    check(.termSource, term.source != nil)
    check(.review, !term.isReviewed || term.reviewer != nil || term.reviewed != nil)
    check(.name, term.name != nil)
    count(.termNote, term.notes.count)
    check(.termProvenance, !term.provenance.isEmpty)
    count(.property, term.properties.count)
  }
}
