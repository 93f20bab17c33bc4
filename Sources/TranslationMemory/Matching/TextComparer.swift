import Bitext

/// Scores remembered texts against one that is looked up; keeps room that is reused.
final class TextComparer {
  let extractor: FeatureExtractor
  private var state: [UInt64] = []
  private var seen: [Bool] = []

  init(extractor: FeatureExtractor) { self.extractor = extractor }

  /// The score of a remembered text, or nil where it is below the threshold.
  ///
  /// - Parameters:
  ///   - codes: the codes of the remembered text.
  ///   - countsFormAsSame: gives texts that differ in form only ``MatchScore/Fixed/sameForm`` at least.
  func score(
    _ query: QueryText, text: String, codes: [MarkedText.PlacedCode], threshold: Double,
    countsFormAsSame: Bool = false
  ) throws -> MatchScore? {
    if text == query.content.text, text.utf8.elementsEqual(query.content.text.utf8) {
      let isSame = codes == query.content.codes
      return MatchScore(
        value: isSame ? MatchScore.Fixed.same : MatchScore.Fixed.codes, characters: 100, words: 100,
        limit: isSame ? nil : "only the inline codes differ")
    }
    var text = text
    text.withUTF8 { extractor.read($0) }
    let count = extractor.scalars.count
    let lengths = MatchScore.lengthSimilarity(query.count, count)
    let mayDifferInForm = lengths >= MatchScore.leastLengthSimilarity
    guard mayDifferInForm || query.score(characters: lengths, lost: 0) >= threshold else {
      return nil
    }
    let lost = self.lost(query)
    let isComplete = lost == 0 && query.shares > 0 && mayDifferInForm
    guard isComplete || query.score(characters: lengths, lost: lost) >= threshold else {
      return nil
    }
    let common = query.characters.commonLength(with: extractor.scalars, state: &state)
    let characters = 2 * Double(common) / Double(query.count + count)
    var score = MatchScore(
      value: query.score(characters: characters, lost: lost),
      characters: 100 * characters, words: 100 * query.known(lost: lost), limit: nil)
    guard isComplete || score.value >= threshold else { return nil }
    if isComplete {
      let folded = try TextKey.folded(text)
      if folded == query.folded {
        score.value = MatchScore.ofForm(characters: characters, count: query.count)
        if countsFormAsSame { score.value = max(score.value, MatchScore.Fixed.sameForm) }
        score.limit = "only case, width or white space differs"
        return score.value >= threshold ? score : nil
      }
      if TextKey.skeleton(folded) == query.skeleton {
        score.value = MatchScore.ofNumbers(characters: characters)
        score.limit = "only numbers differ"
        return score.value >= threshold ? score : nil
      }
    }
    penalise(&score, query, codes: codes)
    return score.value >= threshold ? score : nil
  }

  /// Takes away what differing numbers, codes and negations cost.
  private func penalise(_ score: inout MatchScore, _ query: QueryText, codes: [MarkedText.PlacedCode]) {
    func add(_ reason: String, _ points: Double) {
      score.penalties.append(MatchScore.Penalty(reason: reason, points: min(points, score.value)))
      score.value = max(0, score.value - points)
    }
    if !extractor.digits.elementsEqual(query.digits) { add("numbers differ", MatchScore.penalty) }
    if codes.map(\.code) != query.content.codes.map(\.code) { add("inline codes differ", MatchScore.penalty) }
    if !query.negations.isEmpty, hasNegation(query.negations) != query.isNegated {
      add("only one of the texts has a negation", MatchScore.penalty)
    }
    if !score.penalties.isEmpty { score.limit = score.penalties.map(\.reason).joined(separator: ", ") }
  }

  /// Whether the text just read has one of some words.
  private func hasNegation(_ negations: Set<UInt32>) -> Bool {
    var isFound = false
    extractor.forEachFeature { number, _, _, _ in
      if !isFound, negations.contains(number) { isFound = true }
    }
    return isFound
  }

  /// The shares of the query's features that the text just read does not have.
  private func lost(_ query: QueryText) -> Int {
    var seen: [Bool] = []
    swap(&seen, &self.seen)
    seen.removeAll(keepingCapacity: true)
    seen.append(contentsOf: repeatElement(false, count: query.features.count))
    var lost = query.shares
    extractor.forEachFeature { number, _, _, _ in
      let index = query.slots.index(of: number)
      if index >= 0, !seen[index] {
        seen[index] = true
        lost -= query.features[index].share
      }
    }
    swap(&seen, &self.seen)
    return lost
  }
}
