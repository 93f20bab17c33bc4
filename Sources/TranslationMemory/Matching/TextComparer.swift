import Bitext

/// Scores remembered texts against one that is looked up; keeps room that is reused.
final class TextComparer {
  let extractor: FeatureExtractor
  private var state: [UInt64] = []
  private var loose: [UInt32] = []
  private var seen: [Bool] = []

  init(extractor: FeatureExtractor) { self.extractor = extractor }

  /// The score of a remembered text, or nil where it is below the threshold.
  ///
  /// - Parameter codes: the codes of the remembered text.
  func score(
    _ query: QueryText, text: String, codes: [MarkedText.PlacedCode], threshold: Double
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
    guard mayDifferInForm || query.score(characters: lengths, lost: 0, lostWords: 0) >= threshold else {
      return nil
    }
    let (lost, lostWords) = self.lost(query)
    let isComplete = lost == 0 && query.weight > 0 && mayDifferInForm
    guard isComplete || query.score(characters: lengths, lost: lost, lostWords: lostWords) >= threshold else {
      return nil
    }
    let total = Double(query.count + count)
    let exactly = 2 * Double(query.exact.commonLength(with: extractor.scalars, state: &state)) / total
    loose.removeAll(keepingCapacity: true)
    for scalar in extractor.scalars { loose.append(extractor.folding.single(scalar)) }
    let loosely = 2 * Double(query.loose.commonLength(with: loose, state: &state)) / total
    let characters = 0.75 * exactly + 0.25 * loosely
    var score = MatchScore(
      value: query.score(characters: characters, lost: lost, lostWords: lostWords),
      characters: 100 * characters, words: 100 * query.words(lost: lost, lostWords: lostWords), limit: nil)
    guard isComplete || score.value >= threshold else { return nil }
    if isComplete {
      let folded = try TextKey.folded(text)
      if folded == query.folded {
        score.value = MatchScore.Fixed.form + characters
        score.limit = "only case, width or white space differs"
        return score.value >= threshold ? score : nil
      }
      if TextKey.skeleton(folded) == query.skeleton {
        score.value = MatchScore.Fixed.numbers + characters
        score.limit = "only numbers differ"
        return score.value >= threshold ? score : nil
      }
    }
    penalise(&score, query, codes: codes)
    return score.value >= threshold ? score : nil
  }

  /// Takes away what differing numbers and codes cost.
  private func penalise(_ score: inout MatchScore, _ query: QueryText, codes: [MarkedText.PlacedCode]) {
    var reasons: [String] = []
    if !extractor.digits.elementsEqual(query.digits) { reasons.append("numbers differ") }
    if codes.map(\.code) != query.content.codes.map(\.code) { reasons.append("inline codes differ") }
    guard !reasons.isEmpty else { return }
    score.value = max(0, score.value - MatchScore.penalty * Double(reasons.count))
    score.limit = reasons.joined(separator: ", ")
  }

  /// The weights of the query's features, and of its words, that the text just read does not have.
  private func lost(_ query: QueryText) -> (all: Int, words: Int) {
    var seen: [Bool] = []
    swap(&seen, &self.seen)
    seen.removeAll(keepingCapacity: true)
    seen.append(contentsOf: repeatElement(false, count: query.features.count))
    var (lost, lostWords) = (query.weight, query.wordWeight)
    extractor.forEachFeature { number, _, _, _ in
      let index = query.slots.index(of: number)
      if index >= 0, !seen[index] {
        seen[index] = true
        lost -= query.features[index].weight
        lostWords -= query.features[index].wordWeight
      }
    }
    swap(&seen, &self.seen)
    return (lost, lostWords)
  }
}
