import Testing

@testable import TranslationMemory

@Suite struct ShareSumsTests {
  @Test(arguments: 0..<12) func sumsOfBlocksAreThoseOfAllTextsAtOnce(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let range = 1_000 + Int(random.next() % 500)..<1_500 + Int(random.next() % 60_000)
    var sums = ShareSums()
    // The second round finds what the first left behind.
    for _ in 0..<2 {
      sums.removeAll()
      var expected: [Int: Int] = [:]
      for number in 0..<6 {
        let isFurther = number > 3
        let share = Int.random(in: 1...200_000, using: &random)
        let texts = range.filter { _ in Int.random(in: 0..<(number + 2) * 10, using: &random) == 0 }
        sums.append(share: share, isFurther: isFurther, limit: texts.count) { add in texts.forEach(add) }
        for text in texts where !isFurther || expected[text] != nil { expected[text, default: 0] += share }
      }
      let least = seed % 2 == 0 ? 0 : 250_000
      let countsAll = seed % 4 == 0
      var found: [Int: Int] = [:]
      var repeated = 0
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(range.upperBound, start + Int.random(in: 1...ShareSums.blockSize, using: &random))
        sums.forEachSum(in: start..<end, least: least, countsAll: countsAll) { text, sum in
          if found.updateValue(sum, forKey: text) != nil { repeated += 1 }
        }
        start = end
      }
      if countsAll { for text in range where expected[text] == nil { expected[text] = 0 } }
      #expect(repeated == 0)
      #expect(found == expected.filter { $0.value >= least })
    }
  }

  @Test(arguments: 0..<5) func damagedListsGiveTextsOfTheBlocksOnly(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var sums = ShareSums()
    for isFurther in [false, true] {
      // Shares that add up to nothing, so that a text is new again and again.
      sums.append(share: 1 << 31, isFurther: isFurther, limit: 60_000) { add in
        for _ in 0..<70_000 { add(Int.random(in: 0..<12, using: &random)) }
      }
    }
    for start in stride(from: 2, to: 10, by: 4) {
      var outside = 0
      sums.forEachSum(in: start..<start + 4, least: 0, countsAll: false) { text, _ in
        if !(start..<start + 4).contains(text) { outside += 1 }
      }
      #expect(outside == 0)
    }
  }
}
