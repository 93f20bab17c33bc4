import Bitext
import CLanguageModel
import Foundation

/// The languages in question by script: where the model has them, under which tag they are reported, and their prior.
final class CandidateTable: Sendable {
  /// A language in question.
  struct Entry: Sendable {
    /// Its place in the model's script.
    var index: Int
    /// The tag under which it is reported.
    var tag: LanguageTag
    /// The logarithm of its prior.
    var prior: Double
    /// The language alone, without script or region.
    var language: String

    init(index: Int, tag: LanguageTag, prior: Double) {
      self.index = index
      self.tag = tag
      self.prior = prior
      language = tag.commonLanguage
    }
  }

  /// What is needed of an entry to add up: reading it counts no references.
  struct Slot: Sendable {
    var index: Int
    var prior: Double
  }

  let model = LanguageModel.shared
  /// Whether all languages are in question.
  let isOpen: Bool
  private let scripts: [[Entry]]
  private let slots: [[Slot]]
  /// The priors once more, by script and place in the model, -1e9 where a language is not in question.
  private let biases: [Float]
  /// The tags once more, in the same order.
  private let tags: [LanguageTag]
  /// How many languages of each script are in question.
  private let counts: [Int]
  /// What the scores of a text of so many letters are multiplied with.
  private let factors: [Float]
  /// The place of Portuguese where it is refined.
  let portuguese: Int?

  init(candidates: [LanguageTag], priors: [LanguageTag: Double]) {
    isOpen = candidates.isEmpty
    var scripts: [[Entry]] = []
    for names in LanguageModel.languages {
      var entries: [Entry] = []
      for (index, name) in names.enumerated() {
        guard let tag = try? LanguageTag(name) else { continue }
        let match = candidates.first { $0 == tag } ?? candidates.first { Self.covers($0, tag) }
        guard isOpen || match != nil else { continue }
        let prior = priors[match ?? tag] ?? 1
        // That few texts are in a language says nothing where it is the one expected.
        let isRare = isOpen && prior <= 1 && Self.rare.contains(name)
        let factor = prior * (isRare ? Self.rareShare : Self.share(of: name, script: scripts.count))
        entries.append(Entry(index: index, tag: match ?? tag, prior: log(max(factor, 1e-9))))
      }
      scripts.append(entries)
    }
    while scripts.count < LanguageModel.scriptLimit { scripts.append([]) }
    self.scripts = scripts
    slots = scripts.map { $0.map { Slot(index: $0.index, prior: $0.prior) } }
    var biases = [Float](repeating: -1e9, count: LanguageModel.groupLimit * LanguageModel.classLimit)
    var tags = [LanguageTag](repeating: .undetermined, count: biases.count)
    for script in 0..<LanguageModel.groupLimit {
      for entry in scripts[script] {
        let place = script * LanguageModel.classLimit + entry.index
        biases[place] = Float(entry.prior)
        tags[place] = entry.tag
      }
    }
    self.biases = biases
    self.tags = tags
    counts = scripts.map(\.count)
    factors = (0..<128).map { [model] in Self.factor(model, letters: $0) }
    portuguese = isOpen ? tags.firstIndex { $0.identifier == "pt" } : nil
  }

  /// Languages that few texts are in.
  ///
  /// The model's samples do not say so: they hold more of them than texts do.
  private static let rare: Set<String> = [
    "sr-Latn", "gl", "br", "fy", "gd", "lb", "oc", "ast", "uz", "rw", "kmr", "mt", "fo", "jv", "ky", "tg",
    "tt", "sah",
    "ckb", "ug", "sd", "ne", "sa", "as", "ti",
  ]

  /// How likely one of them is before the text is read, against the common ones of its script.
  private static let rareShare = 0.15

  /// How likely a language is to be written in a script before the text is read, against the others of that script.
  ///
  /// Japanese is seldom written without kana, which would have decided.
  private static func share(of name: String, script: Int) -> Double {
    script == Int(LanguageModel.han) && name == "ja" ? 0.05 : 1
  }

  /// Whether a candidate means a language of the model: the same language, and the same script where it names one.
  private static func covers(_ candidate: LanguageTag, _ tag: LanguageTag) -> Bool {
    guard candidate.commonLanguage == tag.commonLanguage else { return false }
    return candidate.script == nil || tag.script == nil || candidate.script == tag.script
  }

  func entries(ofScript script: Int) -> [Entry] { scripts[script] }

  /// The same languages in the same order.
  func slots(ofScript script: Int) -> [Slot] { slots[script] }

  /// In nats, 160,000 to one: on the sentences of NTREX-128 the answer is that of the whole text but for one in 500.
  static let settledMargin: Float = 12

  /// Whether the first language leads so far that more text will hardly change it.
  @inline(__always)
  func isSettled(
    script: Int, scores: UnsafeMutablePointer<Int32>, margin: Float = settledMargin
  ) -> Bool {
    biases.withUnsafeBufferPointer { biases in
      clanguagemodel_leads(
        scores, biases.baseAddress.unsafelyUnwrapped + script * LanguageModel.classLimit, Float(model.unit),
        margin)
    }
  }

  /// The place of the likeliest language of a script and its probability, with nothing allocated.
  func best(
    script: Int, scores: UnsafeMutablePointer<Int32>, letters: Int
  ) -> (place: Int, probability: Double) {
    let factor = letters < factors.count ? factors[letters] : Self.factor(model, letters: letters)
    let first = script * LanguageModel.classLimit
    let peak = biases.withUnsafeBufferPointer { biases in
      clanguagemodel_softmax(scores, biases.baseAddress.unsafelyUnwrapped + first, factor)
    }
    return (first + Int(peak.place), 1 / Double(peak.sum))
  }

  /// The language at a place that `best` gave.
  func tag(at place: Int) -> LanguageTag { tags[place] }

  private static func factor(_ model: LanguageModel, letters: Int) -> Float {
    Float(model.unit / Calibration.temperature(letters: letters))
  }

  /// The only language of a script that is in question, or the first.
  func first(ofScript script: Int) -> LanguageTag? { scripts[script].first?.tag }

  /// How many languages of a script are in question.
  func count(ofScript script: Int) -> Int { counts[script] }
}
