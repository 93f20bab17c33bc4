import Alignment
import Bitext
import Testing

@Suite struct SentenceAlignerTests {
  /// Sentences of made-up words, and "renderings" in which each word has another form.
  private static func texts(_ count: Int, seed: UInt64) -> (source: [String], target: [String]) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func letters(_ number: Int, _ alphabet: [Character]) -> String {
      String([
        alphabet[number % 7], alphabet[number / 7 % 7 + 7], alphabet[number / 49 % 7],
        alphabet[number / 343 + 7],
      ])
    }
    let source = Array("bdfglmnaeiouyr")
    let target = Array("кптсзжхёяюэыйц")
    var result: (source: [String], target: [String]) = ([], [])
    for _ in 0..<count {
      let words = (0..<4 + next(12)).map { _ in next(300) }
      result.source.append(words.map { letters($0, source) }.joined(separator: " ") + ".")
      result.target.append(
        words.reversed().map { letters($0 * 7 % 2401, target) }.joined(separator: " ") + ".")
    }
    return result
  }

  private static func isComplete(_ beads: [Bead], _ source: Int, _ target: Int) -> Bool {
    beads.flatMap { Array($0.source) } == Array(0..<source)
      && beads.flatMap { Array($0.target) } == Array(0..<target)
  }

  @Test func emptySidesGiveBeadsWithOneSide() throws {
    let beads = try SentenceAligner().align([
      AlignmentDocument(source: ["One.", "Two."], target: []),
      AlignmentDocument(source: [], target: ["Eins."]),
      AlignmentDocument(source: [String](), target: []),
    ])
    #expect(beads[0].map(\.source) == [0..<1, 1..<2])
    #expect(beads[0].allSatisfy { $0.target.isEmpty })
    #expect(beads[1].map(\.target) == [0..<1])
    #expect(beads[2].isEmpty)
  }

  @Test func theSameTextPairsLineByLine() throws {
    let text = Self.texts(300, seed: 1).source
    let result = try SentenceAligner().alignments(of: [AlignmentDocument(source: text, target: text)])
    #expect(result[0].beads.map(\.source) == text.indices.map { $0..<$0 + 1 })
    #expect(result[0].beads.map(\.target) == text.indices.map { $0..<$0 + 1 })
    #expect(result[0].quality > 0.9)
  }

  @Test func unknownWordsAreLearntWithoutALexicon() throws {
    let (source, target) = Self.texts(400, seed: 2)
    // One sentence lost, two run together.
    var rendering = target
    rendering[200] += " " + rendering[201]
    rendering.remove(at: 201)
    rendering.remove(at: 100)
    let beads = try SentenceAligner().align([AlignmentDocument(source: source, target: rendering)])[0]
    #expect(Self.isComplete(beads, source.count, rendering.count))
    #expect(beads.contains { $0.source == 100..<101 && $0.target.isEmpty })
    #expect(beads.contains { $0.source == 200..<202 && $0.target == 199..<200 })
    #expect(beads.filter { $0.source.count == 1 && $0.target.count == 1 }.count == 397)
  }

  @Test func aLongInsertionIsLeftOut() throws {
    // No word and no number is the same on both sides.
    let (source, target) = Self.texts(600, seed: 3)
    let inserted = Self.texts(250, seed: 4).target
    let rendering = Array(target[..<300] + inserted[...] + target[300...])
    let beads = try SentenceAligner().align([AlignmentDocument(source: source, target: rendering)])[0]
    #expect(Self.isComplete(beads, source.count, rendering.count))
    let right = beads.filter { bead in
      bead.source.count == 1 && bead.target.count == 1
        && bead.target.lowerBound == bead.source.lowerBound + (bead.source.lowerBound < 300 ? 0 : 250)
    }
    #expect(right.count > 590)
  }

  @Test func linesThatAlwaysRecurTogetherPairInTheirOrder() throws {
    let source = (0..<3000).map { ["Yes.", "No.", "Perhaps."][$0 * $0 % 3] }
    let target = (0..<3000).map { ["Да.", "Нет.", "Может быть."][$0 * $0 % 3] }
    let result = try SentenceAligner().alignments(of: [AlignmentDocument(source: source, target: target)])[0]
    #expect(result.beads.map(\.source) == source.indices.map { $0..<$0 + 1 })
    #expect(result.beads.map(\.target) == source.indices.map { $0..<$0 + 1 })
    #expect(!result.isUnrelated)
  }

  @Test func textsThatAreNoTranslationsScoreNearChance() throws {
    let source = Self.texts(300, seed: 5).source
    let target = Self.texts(300, seed: 6).target
    let result = try SentenceAligner().alignments(of: [AlignmentDocument(source: source, target: target)])[0]
    #expect(result.quality < DocumentAlignment.doubtfulQuality)
    #expect(result.beads.allSatisfy { $0.confidence < 0.5 })
    let (own, rendering) = Self.texts(300, seed: 5)
    let right = try SentenceAligner().alignments(of: [AlignmentDocument(source: own, target: rendering)])[0]
    #expect(right.quality > 0.9)
  }

  @Test func anAnchorDecidesWhereTheTextCannot() throws {
    let source = ["Alpha beta gamma.", "Delta epsilon.", "Zeta eta."]
    let target = ["Ба ва га.", "Да за жа.", "Ка ла."]
    let document = AlignmentDocument(
      source: source.map { AlignmentSentence($0) }, target: target.map { AlignmentSentence($0) },
      anchors: [AlignmentAnchor(source: 0, target: 1), AlignmentAnchor(source: 7, target: -1)])
    let beads = try SentenceAligner().align([document])[0]
    #expect(beads.contains { $0.source.contains(0) && $0.target.contains(1) })
  }

  @Test func equalStructureKeepsHeadingsTogether() throws {
    let source = [
      AlignmentSentence("Ab cd.", structure: "paragraph"), AlignmentSentence("Ef gh.", structure: "heading"),
    ]
    let target = [
      AlignmentSentence("Щы.", structure: "paragraph"), AlignmentSentence("Жэ фу.", structure: "paragraph"),
      AlignmentSentence("Ху.", structure: "heading"),
    ]
    let beads = try SentenceAligner().align([AlignmentDocument(source: source, target: target)])[0]
    #expect(beads.contains { $0.source == 1..<2 && $0.target == 2..<3 })
  }

  @Test func aLexiconReachesTheScore() throws {
    let document = AlignmentDocument(source: ["zorg blit", "nax pum"], target: ["жук", "дом сад"])
    let lexicon = ListedLexicon([
      LexiconEntry(source: "nax", target: "дом", probability: 0.9),
      LexiconEntry(source: "Zorg", target: "жук", probability: 0.9),
    ])
    func content(_ lexicon: ListedLexicon?) throws -> Double {
      let aligner = SentenceAligner(from: .undetermined, to: .undetermined, lexicon: lexicon)
      return try aligner.align([document])[0].reduce(0) { $0 + $1.score.content }
    }
    let (with, without) = (try content(lexicon), try content(nil))
    #expect(with > without)
  }

  @Test(arguments: [0, 1, 5, 40]) func emptyAndHugeSentencesAreKept(count: Int) throws {
    let source =
      [String](repeating: "", count: count)
      + [String](repeating: "слово ", count: 1).map {
        String(repeating: $0, count: 100_000)
      }
    let target =
      [String](repeating: "\u{0}\u{FFFD}", count: count * 2) + [String(repeating: "word ", count: 100_000)]
    let beads = try SentenceAligner().align([AlignmentDocument(source: source, target: target)])[0]
    #expect(Self.isComplete(beads, source.count, target.count))
  }

  @Test func manyEqualLinesStayInStep() throws {
    let document = AlignmentDocument(
      source: [String](repeating: "Yes.", count: 400), target: [String](repeating: "Да.", count: 400))
    let beads = try SentenceAligner().align([document])[0]
    #expect(Self.isComplete(beads, 400, 400))
    #expect(beads.allSatisfy { abs($0.source.lowerBound - $0.target.lowerBound) <= 4 })
  }

  @Test func aBlockThatWasMovedIsFound() throws {
    let (source, target) = Self.texts(400, seed: 9)
    let rendering = Array(target[..<100] + target[112..<300] + target[100..<112] + target[300...])
    var aligner = SentenceAligner()
    aligner.options.findsMovedBlocks = true
    let beads = try aligner.align([AlignmentDocument(source: source, target: rendering)])[0]
    let moved = beads.filter(\.isMoved)
    #expect(moved.filter { $0.source.lowerBound == $0.target.lowerBound - 188 }.count >= 11)
    #expect(moved.allSatisfy { (100..<112).contains($0.source.lowerBound) })
    #expect(beads.flatMap { Array($0.source) } == Array(0..<400))
    #expect(beads.flatMap { Array($0.target) }.sorted() == Array(0..<400))
  }

  @Test func examplesTeachTheLexicon() throws {
    let (source, target) = Self.texts(300, seed: 10)
    var aligner = SentenceAligner()
    aligner.options.examples = zip(source, target).map { ($0, $1) }
    let few = Self.texts(310, seed: 10)
    let document = AlignmentDocument(
      source: Array(few.source[300...]), target: Array(few.target[300...].dropFirst(3)))
    let beads = try aligner.align([document])[0]
    #expect(beads.prefix(3).allSatisfy { $0.target.isEmpty })
    #expect(beads.filter(\.isPair).map(\.source) == (3..<10).map { $0..<$0 + 1 })
  }

  @Test func runsAreEqual() throws {
    let (source, target) = Self.texts(200, seed: 8)
    let document = AlignmentDocument(source: source, target: Array(target.dropFirst(3)))
    let first = try SentenceAligner().align([document, document])
    #expect(try SentenceAligner().align([document, document]) == first)
  }
}
