import Bitext

extension TermFinder {
  /// A word of the glossary that a word of the text may be.
  private struct Candidate {
    var word: Int
    var relation: FormIndex.Relation
  }

  /// A term that fits at a place.
  private struct Hit {
    var term: Int
    var end: Int
    var relation: FormIndex.Relation
    var isForm: Bool
  }

  /// A word of the text, and where its candidates stand.
  private struct Place {
    var token: TermTokens.Token
    var candidates: Range<Int>
  }

  /// No more paths are tried from one word; a glossary made to be slow cannot make it so.
  private static let pathLimit = 20_000

  /// The terms in a text, in order, without overlap; entries of one place stand together, the surest first.
  ///
  /// - Parameter nested: gives the terms that stand inside or across longer ones too.
  public func terms(in text: String, nested: Bool = false) -> [TermMatch] {
    var text = text
    return text.withUTF8 { terms(in: $0, nested: nested) }
  }

  func terms(in bytes: UnsafeBufferPointer<UInt8>, nested: Bool) -> [TermMatch] {
    guard !records.isEmpty else { return [] }
    var matches: [TermMatch] = []
    var places: [Place] = []
    var candidates: [Candidate] = []
    var tokens = TermTokens(bytes)
    while let token = tokens.next() {
      let first = candidates.count
      find(token, tokens.word, &candidates)
      places.append(Place(token: token, candidates: first..<candidates.count))
      if first == candidates.count, forms.joinsWords, token.kind == .letter,
        let part = part(of: token, tokens.word, in: bytes)
      {
        matches += part
      }
    }
    let parts = matches
    matches = []
    var partIndex = 0
    var place = 0
    while place < places.count {
      while partIndex < parts.count, parts[partIndex].range.lowerBound < places[place].token.start {
        matches.append(parts[partIndex])
        partIndex += 1
      }
      guard !places[place].candidates.isEmpty else {
        place += 1
        continue
      }
      let hits = hits(at: place, places, candidates, bytes, all: nested)
      guard let end = hits.map(\.end).max() else {
        place += 1
        continue
      }
      if hits.count == 1 {
        matches.append(match(hits[0], places[place..<hits[0].end], bytes))
      } else {
        matches += ordered(hits.map { match($0, places[place..<$0.end], bytes) })
      }
      place = nested ? place + 1 : end
    }
    if partIndex < parts.count { matches += parts[partIndex...] }
    return matches
  }

  /// Puts matches of one place in order, the surest first.
  ///
  /// Where a short name and the full one are the same in this language, the full one is the safer rendering. Small keys are
  /// sorted, since a match is large.
  private func ordered(_ found: [TermMatch]) -> [TermMatch] {
    let keys = found.indices.map { place in
      (
        score: found[place].score, isShort: isShort[found[place].conceptNumber] ? 1 : 0,
        concept: found[place].conceptNumber, place: place
      )
    }.sorted { ($1.score, $0.isShort, $0.concept, $0.place) < ($0.score, $1.isShort, $1.concept, $1.place) }
    return keys.map { found[$0.place] }
  }

  /// The words of the glossary that a word of the text may be.
  private func find(_ token: TermTokens.Token, _ word: [UInt32], _ candidates: inout [Candidate]) {
    let first = candidates.count
    index.forEach(token.hash) { word, relation in
      // Other diacritics are another word; none at all may be carelessness.
      if relation != .bare || !token.hasDiacritics {
        candidates.append(Candidate(word: word, relation: relation))
      }
    }
    if token.hasDiacritics {
      index.forEach(token.bareHash) { word, relation in
        if relation == .same, !hasDiacritics[word] {
          candidates.append(Candidate(word: word, relation: .bare))
        }
      }
    }
    guard first == candidates.count, !forms.clitics.isEmpty, token.kind == .letter else { return }
    for clitic in forms.clitics where word.count >= clitic.count + 3 && word.starts(with: clitic) {
      index.forEach(TermHash.of(word[clitic.count...])) { word, relation in
        if relation != .bare { candidates.append(Candidate(word: word, relation: .inflected)) }
      }
      if first < candidates.count { return }
    }
  }

  /// The longest terms that start at a word of the text, or all.
  private func hits(
    at start: Int, _ places: [Place], _ candidates: [Candidate], _ bytes: UnsafeBufferPointer<UInt8>,
    all: Bool
  ) -> [Hit] {
    var hits: [Hit] = []
    var stack: [(node: Int, end: Int, relation: FormIndex.Relation, isWord: Bool)] = [
      (0, start, .same, false)
    ]
    var paths = 0
    while let (node, end, relation, isWord) = stack.popLast() {
      paths += 1
      if paths > Self.pathLimit { break }
      if isWord {
        tree.forEachEnding(at: node) { ending in
          let hit = Hit(term: ending.term, end: end, relation: relation, isForm: ending.isForm)
          if all || end >= hits.first?.end ?? 0, fits(hit, places[start..<end], places, bytes) {
            if !all, end > hits.first?.end ?? 0 { hits = [] }
            if let known = hits.firstIndex(where: { $0.term == hit.term && $0.end == end }) {
              if hit.relation < hits[known].relation { hits[known] = hit }
            } else {
              hits.append(hit)
            }
          }
        }
      }
      guard end < places.count else { continue }
      for candidate in candidates[places[end].candidates] {
        if let next = tree.node(from: node, by: candidate.word) {
          stack.append((next, end + 1, max(relation, candidate.relation), true))
        }
      }
      // Brackets and quotation marks may stand around words of a term: `[bilateral] trade`.
      if isWord, places[end].token.isBracket { stack.append((node, end + 1, relation, false)) }
    }
    return hits
  }

  /// Whether capitals, diacritics and the edges of the place allow a term.
  private func fits(
    _ hit: Hit, _ words: ArraySlice<Place>, _ places: [Place], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    // Field by field: a whole record is large, and copying it costs more than looking.
    if hit.relation == .bare, !records[hit.term].allowsBare { return false }
    let capitals = records[hit.term].capitals
    switch records[hit.term].rule {
    case .any: break
    case .initial:
      if !hit.isForm, capitals != 0 {
        for (place, word) in words.enumerated().prefix(64)
        where capitals >> UInt64(place) & 1 == 1 && !word.token.startsUpper { return false }
      }
    case .exact:
      let range = words[words.startIndex].token.start..<words[words.endIndex - 1].token.end
      if !hit.isForm,
        !isWritten(records[hit.term].term.text, in: range, bytes, allowsEnding: hit.relation == .inflected)
      {
        return false
      }
    }
    return isWhole(words, places, bytes)
  }

  /// Whether the text has the term letter for letter; an acronym may have a small ending.
  private func isWritten(
    _ term: String, in range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, allowsEnding: Bool
  ) -> Bool {
    let slice = UnsafeBufferPointer(rebasing: bytes[range])
    if slice.elementsEqual(term.utf8) { return true }
    if allowsEnding, slice.starts(with: term.utf8) {
      let ending = String(decoding: slice[term.utf8.count...], as: UTF8.self)
      return ending.unicodeScalars.allSatisfy { !$0.properties.isUppercase }
    }
    // Line ends and double spaces between words do not count.
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    return term.contains(" ") && words(String(decoding: slice, as: UTF8.self)) == words(term)
  }

  /// In scripts without spaces, a short katakana term must not be a piece of a longer katakana word, nor any term end inside a
  /// syllable.
  private func isWhole(
    _ words: ArraySlice<Place>, _ places: [Place], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let last = words[words.endIndex - 1].token
    guard last.kind == .unspaced else { return true }
    func value(_ token: TermTokens.Token) -> UInt32 {
      String(decoding: UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]), as: UTF8.self)
        .unicodeScalars
        .first?.value ?? 0
    }
    func isKatakana(_ value: UInt32) -> Bool { (0x30A1...0x30FF).contains(value) && value != 0x30FB }
    let next = words.endIndex < places.count ? places[words.endIndex].token : nil
    if let next, next.start == last.end {
      let nextValue = value(next)
      if Unicode.Scalar(nextValue)?.properties.generalCategory == .nonspacingMark { return false }
      if words.count <= 3, isKatakana(value(last)), isKatakana(nextValue) { return false }
    }
    if words.count <= 3, words.startIndex > 0 {
      let (first, previous) = (words[words.startIndex].token, places[words.startIndex - 1].token)
      if previous.end == first.start, isKatakana(value(first)), isKatakana(value(previous)) { return false }
    }
    return true
  }

  private func match(
    _ hit: Hit, _ words: ArraySlice<Place>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> TermMatch {
    let record = records[hit.term]
    let range = words[words.startIndex].token.start..<words[words.endIndex - 1].token.end
    let isExact = bytes[range].elementsEqual(record.term.text.utf8)
    let kind: TermMatch.Kind =
      isExact ? .exact : hit.relation == .inflected || hit.isForm ? .inflected : .folded
    var score = isExact ? 1 : hit.relation == .bare ? 0.6 : kind == .folded ? 0.95 : 0.9
    // Capitals that are missing make a name less likely.
    let lacksCapital = words.enumerated().prefix(64).contains { place, word in
      record.capitals >> UInt64(place) & 1 == 1 && !word.token.startsUpper
    }
    if lacksCapital, !hit.isForm { score -= 0.05 }
    // Inside a text a capital speaks for the name: `Saksa` the country, not `saksa` the language.
    if range.lowerBound > 0, record.capitals & 1 == 0, words[words.startIndex].token.startsUpper {
      score -= 0.02
    }
    if !record.term.isUsable { score -= 0.01 }
    return TermMatch(
      range: range, term: record.term.text, entry: record.term, concept: concepts[record.concept],
      conceptNumber: record.concept, kind: kind,
      isUnaccented: hit.relation == .bare, score: score)
  }

  /// The terms that are the head of a compound, or a name that opens it: `Abkommen` in `Freihandelsabkommens`.
  private func part(
    of token: TermTokens.Token, _ word: [UInt32], in bytes: UnsafeBufferPointer<UInt8>
  ) -> [TermMatch]? {
    guard word.count >= 8, word.count < TermTokens.longestWord else { return nil }
    for start in 3...(word.count - 5) {
      let found = single(TermHash.of(word[start...])) { $0.wordCount == 1 && $0.rule != .exact }
      guard !found.isEmpty else { continue }
      let text = String(
        decoding: UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]), as: UTF8.self)
      guard text.unicodeScalars.count == word.count else { return nil }
      let offset = text.unicodeScalars.prefix(start).reduce(0) { $0 + UTF8.width($1) }
      return matches(found, range: token.start + offset..<token.end)
    }
    return nil
  }

  private func single(_ hash: UInt64, where isWanted: (Record) -> Bool) -> [Int] {
    var found: [Int] = []
    index.forEach(hash) { word, relation in
      guard relation != .bare, let node = tree.node(from: 0, by: word) else { return }
      tree.forEachEnding(at: node) { ending in
        if isWanted(records[ending.term]), !found.contains(ending.term) { found.append(ending.term) }
      }
    }
    return found
  }

  private func matches(_ terms: [Int], range: Range<Int>) -> [TermMatch] {
    terms.map { records[$0] }.map {
      TermMatch(
        range: range, term: $0.term.text, entry: $0.term, concept: concepts[$0.concept],
        conceptNumber: $0.concept, kind: .inflected,
        isUnaccented: false, score: 0.5)
    }
  }
}
