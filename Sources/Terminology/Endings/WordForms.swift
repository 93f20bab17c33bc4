/// How words change in texts of a language.
struct WordForms: Sendable {
  private let table: EndingTable?
  private let particles: [[UInt32]]
  /// What may stand before a word, written together with it, the longest first.
  let clitics: [[UInt32]]
  /// The article that a word may lose or gain.
  private let article: [UInt32]
  /// Whether words are joined into compounds.
  let joinsWords: Bool
  /// Whether an acronym takes endings (`МИДа`, `NGOs`).
  let inflectsAcronyms: Bool

  init(language: String) {
    table = EndingTable(language: language)
    particles = (Self.particles[language] ?? []).map(Self.scalars)
    clitics = (Self.clitics[language] ?? []).map(Self.scalars).sorted { $0.count > $1.count }
    article = language == "ar" ? Self.scalars("ال") : []
    joinsWords = ["de", "nl", "sv", "da", "nb", "nn", "no"].contains(language)
    inflectsAcronyms = table != nil && !["de", "fr", "it"].contains(language)
  }

  /// Whether words take particles, which the shortest take too.
  var hasParticles: Bool { !particles.isEmpty }

  /// Calls with the hash of every other form of a folded word; the same hash may come twice.
  func forEachForm(of word: [UInt32], _ body: (UInt64) -> Void) {
    if let table {
      var prefixes: [UInt64] = [TermHash.start]
      for scalar in word { prefixes.append(TermHash.extend(prefixes[prefixes.count - 1], scalar)) }
      for change in table.changes(of: word) {
        body(change.added.reduce(prefixes[word.count - change.cut], TermHash.extend))
      }
    }
    guard word.count >= 2 else { return }
    if !particles.isEmpty {
      let stem = TermHash.of(word)
      for particle in particles { body(particle.reduce(stem, TermHash.extend)) }
    }
    if !article.isEmpty, word.starts(with: article), word.count >= article.count + 3 {
      body(TermHash.of(word[article.count...]))
    }
  }

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// Written after a noun, together with it.
  private static let particles = [
    "ko": [
      "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "에게서", "께", "께서", "로", "으로", "와", "과", "랑", "이랑",
      "도", "만", "부터", "까지", "보다", "처럼", "라고", "이라고", "이라는", "라는", "이다", "들", "들은", "들이", "들을", "들의",
      "에는", "에도", "에서는", "로는", "으로는", "측", "측은", "이나", "나", "조차", "마저", "이며", "와의", "과의", "로의", "으로의",
    ]
  ]

  /// Written before a word, together with it: and, then, in, to, as, the.
  private static let clitics = [
    "ar": [
      "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "وبال", "فل", "فب",
    ],
    "he": [
      "ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "שה", "מה", "שב", "של", "כש", "וכש",
    ],
  ]
}
