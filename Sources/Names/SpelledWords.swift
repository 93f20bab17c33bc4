/// The distinct words of names in one group of scripts, and in which names each stands.
struct SpelledWords: Sendable {
  /// A name that has a word.
  struct Owner: Sendable {
    var spelling: Int32
    /// Which of its words.
    var word: Int32
  }

  private(set) var letters: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]
  private var owners: [[Owner]] = []
  /// The pairs of letters of all words with the quarter in which each stands, one word after another.
  private var places: [UInt16] = []
  private var offsets: [Int32] = [0]

  var isEmpty: Bool { letters.isEmpty }

  /// Adds a word of a name, and returns the word's number.
  @discardableResult
  mutating func add(_ word: [UInt8], spelling: Int, word place: Int) -> Int {
    let number: Int
    if let known = numbers[word] {
      number = known
    } else {
      number = letters.count
      numbers[word] = number
      letters.append(word)
      owners.append([])
      for index in word.indices {
        let next = index + 1 < word.count ? Int(word[index + 1]) : 0
        let pair = Int(word[index]) * NameLetters.symbols + next
        places.append(UInt16(pair * WordWeights.zones + index * WordWeights.zones / word.count))
      }
      offsets.append(Int32(places.count))
    }
    owners[number].append(Owner(spelling: Int32(spelling), word: Int32(place)))
    return number
  }

  /// The names that have a word.
  func owners(of word: Int) -> [Owner] { owners[word] }

  /// The words that a quick look finds most like a name, at most `limit` or a few more, in no order.
  ///
  /// - Parameters:
  ///   - weights: how well a pair of letters suits each part of the name, as a logarithm; see ``WordWeights``.
  ///   - length: the letters that a word is expected to have.
  ///   - limit: how many words to give.
  ///
  /// One pass over all letters, about 5 ns a word.
  func candidates(_ weights: WordWeights, length: Float, limit: Int) -> [Int] {
    if letters.count <= limit { return Array(letters.indices) }
    var scores = [Float](repeating: 0, count: letters.count)
    var histogram = [Int](repeating: 0, count: 1024)
    var start = 0
    for word in scores.indices {
      let end = Int(offsets[word + 1])
      var score = -0.3 * abs(Float(end - start) - length)
      var covered: UInt64 = 0
      for index in start..<end {
        let place = Int(places[index])
        score += weights.values[place]
        covered |= weights.covers[place]
      }
      score += weights.uncovered * Float(weights.count - covered.nonzeroBitCount)
      start = end
      scores[word] = score
      histogram[Self.bucket(score)] += 1
    }
    var (bucket, count) = (1023, 0)
    while bucket > 0, count + histogram[bucket] < limit {
      count += histogram[bucket]
      bucket -= 1
    }
    return letters.indices.filter { Self.bucket(scores[$0]) >= bucket }.prefix(limit * 2).map { $0 }
  }

  /// From -102.3 to 0 in tenths.
  @inline(__always)
  private static func bucket(_ score: Float) -> Int { max(0, min(1023, 1023 + Int(score * 10))) }
}
