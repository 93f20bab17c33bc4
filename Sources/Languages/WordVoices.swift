import Bitext

/// What each of some words says of the languages in question, read once, for judging any of them together.
///
/// ```swift
/// let voices = WordVoices(of: sentence, words: ranges, detector: detector)
/// voices.comparison(of: 3..<9, with: detector.ownLanguages(of: english))?.own
/// ```
///
/// Judges as ``LanguageDetector/comparison(of:with:)`` does on a text of these words. Keeps 256 bytes a word, so give it a
/// sentence, not a book.
public struct WordVoices: Sendable {
  /// What a word says in one script; most words have one.
  private struct Part {
    var script: UInt8
    var letters: Int32
    /// Where its scores start; -1 where its script has one language.
    var start: Int
  }

  private let detector: LanguageDetector
  private var parts: [Part] = []
  private var scores: [Int32] = []
  /// Where the parts of each word start, and the end of the last.
  private var firstParts: [Int] = [0]

  /// Reads words; costs what ``LanguageDetector/comparison(of:with:)`` does.
  ///
  /// - Parameter words: ranges of UTF-8 bytes of the text.
  public init(of text: String, words: [Range<Int>], detector: LanguageDetector) {
    self.detector = detector
    parts.reserveCapacity(words.count)
    scores.reserveCapacity(words.count * LanguageModel.classLimit)
    firstParts.reserveCapacity(words.count + 1)
    var copy = text
    copy.withUTF8 { bytes in
      for word in words {
        read(bytes, word.clamped(to: 0..<bytes.count))
        firstParts.append(parts.count)
      }
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let model = detector.table.model
    WordScanner.withBuffer { buffer in
      var scanner = WordScanner(model: model, bytes: bytes, range: range, buffer: buffer)
      while scanner.next() {
        var part = Part(script: scanner.script, letters: Int32(scanner.letters), start: -1)
        if Int(scanner.script) < LanguageModel.groupLimit {
          part.start = scores.count
          scores.append(contentsOf: repeatElement(0, count: LanguageModel.classLimit))
          scores.withUnsafeMutableBufferPointer { memory in
            guard let first = memory.baseAddress else { return }
            model.add(buffer, count: scanner.count, script: scanner.script, to: first + part.start)
          }
        }
        parts.append(part)
      }
    }
  }

  /// What words in a row say together for a language, and which other is likeliest; nil where they have no letters of
  /// any other.
  ///
  /// - Parameter words: indices of the words that were given.
  public func comparison(of words: Range<Int>, with own: OwnLanguages) -> LanguageComparison? {
    judged(words, with: own)
  }

  /// The same for any words.
  public func comparison(of words: [Int], with own: OwnLanguages) -> LanguageComparison? {
    judged(words, with: own)
  }

  /// The same, or nil where one of the page's own languages is the likeliest of all, which is seen at less cost.
  public func challenge(of words: Range<Int>, to own: OwnLanguages) -> LanguageComparison? {
    judged(words, with: own, onlyOthers: true)
  }

  /// The same for any words.
  public func challenge(of words: [Int], to own: OwnLanguages) -> LanguageComparison? {
    judged(words, with: own, onlyOthers: true)
  }

  @inline(__always)
  private func judged(
    _ words: some Sequence<Int>, with own: OwnLanguages, onlyOthers: Bool = false
  ) -> LanguageComparison? {
    scores.withUnsafeBufferPointer { scores in
      ScriptTally.withTally { tally in
        for word in words {
          for place in firstParts[word]..<firstParts[word + 1] {
            let part = parts[place]
            tally.add(scores, part.start, letters: part.letters, ofScript: part.script)
          }
        }
        return detector.comparison(in: tally, with: own, onlyOthers: onlyOthers)
      }
    }
  }
}
