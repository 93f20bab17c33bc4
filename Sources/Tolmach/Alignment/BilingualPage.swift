import Alignment

/// One file in two languages, taken apart: the sentences of each language, and which of them stand together.
///
/// Sentences of a group stand in one line, in neighbouring cells, or in paragraphs that follow each other;
/// only they can be partners. On each side the sentences of groups come first, those without a group after
/// them.
public struct BilingualPage: Hashable, Sendable {
  /// The sentences in the source language.
  public var source: AlignmentPage
  /// The sentences in the target language.
  public var target: AlignmentPage
  /// The group of each of the first source sentences; the rest have none.
  var sourceGroups: [Int] = []
  /// The group of each of the first target sentences; the rest have none.
  var targetGroups: [Int] = []

  /// A side with the sentences of groups alone.
  func grouped(_ page: AlignmentPage) -> AlignmentPage {
    var page = page
    page.sentences.removeLast(
      page.sentences.count - (page.language == source.language ? sourceGroups : targetGroups).count)
    return page
  }

  /// Whether the sentences of a bead are of one group.
  func isWithinGroup(_ bead: Bead) -> Bool {
    let groups = bead.source.map { sourceGroups[$0] } + bead.target.map { targetGroups[$0] }
    return Set(groups).count == 1
  }

  /// What the aligner gets: groups as structure, and their first sentences as anchors.
  var document: AlignmentDocument {
    let count = Set(sourceGroups).count
    func sentences(_ page: AlignmentPage, _ groups: [Int]) -> [AlignmentSentence] {
      zip(page.sentences, groups).map { sentence, group in
        AlignmentSentence(sentence.content.text, structure: count > 1 ? "group \(group)" : nil)
      }
    }
    var firsts: [Int: Int] = [:]
    for (index, group) in targetGroups.enumerated() where firsts[group] == nil { firsts[group] = index }
    var anchors: [AlignmentAnchor] = []
    for (index, group) in sourceGroups.enumerated() where count > 1 {
      if let first = firsts.removeValue(forKey: group) {
        anchors.append(AlignmentAnchor(source: index, target: first))
      }
    }
    return AlignmentDocument(
      source: sentences(source, sourceGroups), target: sentences(target, targetGroups), anchors: anchors)
  }
}

/// A file that was to hold two languages holds one.
public struct OneLanguage: Error, Hashable, CustomStringConvertible {
  /// The file's name.
  public var page: String
  /// The language it is in; `und` where it has no text.
  public var language: LanguageTag

  /// A sentence that says what to do.
  public var description: String {
    let name = LanguageCatalogue.englishName(of: language)
    return language.isUndetermined
      ? "\(page) has no text whose language shows; name both languages with --from and --to"
      : "\(page) holds \(name) alone; name the file in the other language too, "
        + "or both languages with --from and --to"
  }
}
