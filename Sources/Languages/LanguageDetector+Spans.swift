import Bitext

extension LanguageDetector {
  /// The stretches of a text in one language each, down to a single word.
  ///
  /// The best path over the words: each word says how likely it is in each language, a change of language has a price, and
  /// the price is lower for languages that the whole text speaks. Numbers, code, acronyms and neutral characters belong to
  /// the stretch before them, at the start of the text to the first. Time is linear in the text; memory is bounded by what
  /// the words of 64 kilobytes need.
  public func spans(in text: String) -> [LanguageSpan] {
    var copy = text
    return copy.withUTF8 { bytes in
      var spans: [LanguageSpan] = []
      var first = 0
      let part = 64 * 1024
      while first < bytes.count {
        var end = min(bytes.count, first + part)
        while end < bytes.count, end > first + part / 2, bytes[end] > 0x20 { end -= 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        append(
          LanguagePath(detector: self, bytes: bytes, range: first..<end).stretches(), to: &spans, bytes: bytes
        )
        first = end
      }
      if !spans.isEmpty {
        spans[0].range = 0..<spans[0].range.upperBound
        spans[spans.count - 1].range = spans[spans.count - 1].range.lowerBound..<bytes.count
      }
      return spans
    }
  }

  private func append(
    _ stretches: [LanguagePath.Stretch], to spans: inout [LanguageSpan], bytes: UnsafeBufferPointer<UInt8>
  ) {
    for stretch in stretches {
      if let last = spans.last { spans[spans.count - 1].range = last.range.lowerBound..<stretch.start }
      if spans.last?.evidence.language == stretch.tag { continue }
      let evidence = LanguageEvidence(
        language: stretch.tag, confidence: stretch.confidence, candidates: [stretch.tag],
        script: stretch.script,
        reasons: [
          stretch.words == 1 ? "its word speaks for it" : "\(stretch.words) words in a row speak for it"
        ])
      spans.append(LanguageSpan(range: stretch.start..<stretch.end, evidence: evidence))
    }
  }
}
