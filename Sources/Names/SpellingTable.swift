import CNameData

/// How names of a script are spelled in Latin letters: the probability of a romanised native name given its English form.
///
/// The English name is parted into pieces of one to three letters, each of which writes up to three letters of the other
/// side; a piece depends on the letters before and after it. `Scripts/names/learn.cpp` makes the tables from Wikidata
/// and says how.
///
/// Source: joint multigrams, Deligne and Bimbot, "Language modeling by variable length sequences", 1995.
struct SpellingTable: Sendable {
  /// The tables, in the order in which CNameData numbers them.
  enum Kind: Int32, CaseIterable, Sendable {
    case any, arabic, chinese, hebrew, japanese, korean, russian
  }

  /// A piece that starts at a certain pair of letters.
  struct Piece: Sendable {
    /// English letters that it takes, from 1 to 3.
    var length: Int
    /// The third of them, where it takes three.
    var third: UInt8
    /// What it writes, as ``NameLetters/code(_:at:count:)``.
    var target: Int
    /// The letters that it writes.
    var targetLength: Int
    /// Given the pair of letters.
    var probability: Float
  }

  private struct Observed: Sendable {
    var piece: Int32
    var share: Float
  }

  /// The scale of log-likelihood ratios that makes them probabilities.
  let temperature: Float
  /// The log-odds, beside the size of the glossary, that a name is in no glossary.
  let absent: Float
  /// The confidence that one of twenty absent names reaches.
  let threshold: Float

  private var pieces: [Piece] = []
  /// The pieces of a pair of letters are those from its own offset to the next.
  private var pieceOffsets: [Int32] = [0]
  private var observed: [Observed] = []
  /// By the letter before and the pair: where the observed pieces start; the weight of the shorter context.
  private var observedOffsets: [Int32]
  private var observedCounts: [Int32]
  private var lowerWeights: [Float]
  private var null: [Float] = []

  /// Reads a table that is compiled in.
  init(_ kind: Kind) {
    var count: Int32 = 0
    let start = cnamedata_table(kind.rawValue, &count)
    var reader = TableBytes(UnsafeBufferPointer(start: start, count: Int(count)))
    let symbols = NameLetters.symbols
    let triples = symbols * symbols * symbols
    observedOffsets = Array(repeating: 0, count: triples)
    observedCounts = Array(repeating: 0, count: triples)
    lowerWeights = Array(repeating: 1, count: triples)
    reader.skip(4)
    temperature = reader.fixed()
    absent = reader.fixed()
    threshold = reader.fixed()
    for _ in 0..<symbols * symbols { null.append(reader.logarithm()) }
    for _ in 0..<symbols * symbols {
      for _ in 0..<reader.short() {
        let (source, target) = (reader.short(), reader.short())
        pieces.append(
          Piece(
            length: source & 3, third: UInt8(source >> 2), target: target,
            targetLength: NameLetters.length(ofCode: target), probability: reader.probability()))
      }
      pieceOffsets.append(Int32(pieces.count))
    }
    for _ in 0..<reader.long() {
      let triple = reader.short()
      lowerWeights[triple] = reader.probability()
      observedOffsets[triple] = Int32(observed.count)
      observedCounts[triple] = Int32(reader.short())
      for _ in 0..<observedCounts[triple] {
        observed.append(Observed(piece: Int32(reader.short()), share: reader.probability()))
      }
    }
  }

  /// Calls `body` with each piece that can start at a place of an English name, and its log-probability there.
  @inline(__always)
  func forEachPiece(of name: [UInt8], at index: Int, _ body: (Piece, Float) -> Void) {
    let symbols = NameLetters.symbols
    let next = index + 1 < name.count ? Int(name[index + 1]) : 0
    let pair = Int(name[index]) * symbols + next
    let triple = (index > 0 ? Int(name[index - 1]) : 0) * symbols * symbols + pair
    let lower = lowerWeights[triple]
    var own = Int(observedOffsets[triple])
    let ownEnd = own + Int(observedCounts[triple])
    let start = Int(pieceOffsets[pair])
    for number in start..<Int(pieceOffsets[pair + 1]) {
      let piece = pieces[number]
      var probability = piece.probability * lower
      if own < ownEnd, Int(observed[own].piece) == number - start {
        probability += observed[own].share
        own += 1
      }
      guard index + piece.length <= name.count, piece.length < 3 || name[index + 2] == piece.third else {
        continue
      }
      body(piece, probability)
    }
  }

  /// The pieces of a pair of letters, whatever stands around it.
  func pieces(ofPair pair: Int) -> ArraySlice<Piece> {
    pieces[Int(pieceOffsets[pair])..<Int(pieceOffsets[pair + 1])]
  }

  /// The log-probability of a romanised native name that stands for no name in particular.
  func nullScore(of name: [UInt8]) -> Float {
    var (sum, before): (Float, Int) = (0, 0)
    for letter in name {
      sum += null[before * NameLetters.symbols + Int(letter)]
      before = Int(letter)
    }
    return sum + null[before * NameLetters.symbols]
  }
}
