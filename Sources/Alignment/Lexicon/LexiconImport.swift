/// Turns entries from outside into pairs of tokens.
enum LexiconImport {
  /// The entries whose tokens occur in the documents.
  static func entries(
    of lexicon: any AlignmentLexicon, source: Vocabulary, target: Vocabulary, options: SentenceAligner.Options
  ) throws -> [PairEntry] {
    let words = (0..<source.count).lazy.filter { source.kinds[$0] == .word || source.kinds[$0] == .ideograph }
      .map { String(decoding: source.fullText(of: $0), as: UTF8.self) }
    let given = try lexicon.entries(for: Array(words), from: options.source, to: options.target)
    var tokenizer = Tokenizer()
    var entries: [PairEntry] = []
    for entry in given {
      let sources = tokens(of: entry.source, in: source, &tokenizer)
      let targets = tokens(of: entry.target, in: target, &tokenizer)
      guard !sources.isEmpty, !targets.isEmpty, sources.count * targets.count <= 64 else { continue }
      let probability = Float(max(0, min(1, entry.probability)))
      for token in sources {
        for other in targets {
          // Each word of a term may stand for any of its rendering.
          entries.append(
            PairEntry(
              source: token, target: other, forward: probability / Float(targets.count),
              reverse: probability / Float(sources.count)))
        }
      }
    }
    return entries
  }

  private static func tokens(
    of text: String, in vocabulary: Vocabulary, _ tokenizer: inout Tokenizer
  ) -> [Int32] {
    var own = Vocabulary()
    var tokenized = TokenizedText()
    tokenizer.append(text, to: &tokenized, vocabulary: &own)
    let pairs = (0..<own.count).filter { own.kinds[$0] == .ideograph && own.text(of: $0).count > 4 }
    return (0..<own.count).compactMap { token in
      if own.kinds[token] == .punctuation { return nil }
      // Of Han characters the pairs say more than the characters alone.
      if own.kinds[token] == .ideograph, !pairs.isEmpty, !pairs.contains(token) { return nil }
      return vocabulary.number(of: Array(own.text(of: token)), kind: own.kinds[token])
    }
  }
}
