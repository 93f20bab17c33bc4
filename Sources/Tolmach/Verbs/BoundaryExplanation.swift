import Bitext
import Segmentation

/// Says of each place where a text was cut, or might have been, why.
enum BoundaryExplanation {
  /// The decisions of the built-in rules, set right by where the text was really cut.
  ///
  /// - Parameter ends: the ends of the segments, as byte offsets in order.
  static func decisions(
    in text: String, cutAt ends: [Int], segmenter: Segmenter, language: LanguageTag?
  ) -> [BoundaryDecision] {
    let length = text.utf8.count
    let cuts = Set(ends)
    var known: [Int: BoundaryDecision] = [:]
    let (usesBuiltIn, other): (Bool, String) =
      switch segmenter.options.rules {
      case .builtIn: (true, "")
      case .unicode: (false, "UAX #29 ends a sentence here")
      case .srx: (false, "the SRX file breaks here")
      case .extended: (true, "the SRX file breaks here")
      }
    if usesBuiltIn {
      for decision in segmenter.decisions(in: text, language: language) { known[decision.offset] = decision }
    }
    for (offset, decision) in known where decision.isBoundary && !cuts.contains(offset) && offset < length {
      known[offset] = BoundaryDecision(
        offset: offset, isBoundary: false, probability: 0, reasons: ["the SRX file does not break here"])
    }
    for end in ends where end < length && known[end]?.isBoundary != true {
      // A change of script is found within what the rules call one sentence.
      let phrase = "the language or the script changes, or two strings touch"
      let reason = other.isEmpty ? phrase : "\(other), or \(phrase)"
      known[end] = BoundaryDecision(offset: end, isBoundary: true, probability: 1, reasons: [reason])
    }
    known[length] = nil
    if length > 0 {
      known[length] = BoundaryDecision(
        offset: length, isBoundary: true, probability: 1, reasons: ["the text ends"])
    }
    return known.values.sorted { $0.offset < $1.offset }
  }
}
