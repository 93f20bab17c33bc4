public import Bitext
import ICU

/// A stretch of a text in one language.
public struct LanguageSpan: Hashable, Sendable {
  /// The UTF-8 bytes of the text.
  public var range: Range<Int>
  /// What its letters say of its language.
  public var evidence: LanguageEvidence
}

extension ScriptIdentifier {
  /// The stretches of a text, each in one script, with what it says of its language.
  ///
  /// Neutral characters belong to the stretch before them, at the start of a text to the first. Chinese, Japanese and Korean
  /// characters side by side are one stretch.
  public func spans(in text: String) -> [LanguageSpan] {
    var joined: [ScriptRun] = []
    for run in Script.runs(in: text) {
      if let last = joined.last, LanguageScripts.writtenTogether(with: last.script).contains(run.script) {
        joined[joined.count - 1].range = last.range.lowerBound..<run.range.upperBound
      } else {
        joined.append(run)
      }
    }
    let utf8 = text.utf8
    return joined.map { run in
      let start = utf8.index(utf8.startIndex, offsetBy: run.range.lowerBound)
      let end = utf8.index(start, offsetBy: run.range.count)
      return LanguageSpan(range: run.range, evidence: evidence(for: text[start..<end]))
    }
  }
}
