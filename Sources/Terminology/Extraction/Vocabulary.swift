/// The words of a collection of texts, with the forms of one word joined.
struct Vocabulary {
  private struct Entry {
    var word: [UInt32]
    var hash: UInt64
    var units = 0
    var capitals = 0
    /// Another form of the same word; itself where there is none.
    var parent: Int
    /// How many of the words in the texts are forms of this one.
    var reach = 0
    var isFunctionWord = false
  }

  private var entries: [Entry] = []
  private var numbers: [UInt64: Int] = [:]

  /// The number of a word.
  mutating func number(of word: [UInt32], hash: UInt64) -> Int {
    if let known = numbers[hash] { return known }
    numbers[hash] = entries.count
    entries.append(Entry(word: word, hash: hash, parent: entries.count))
    return entries.count - 1
  }

  /// Counts the words of a unit, each once.
  mutating func count(_ words: [(number: Int, isCapital: Bool)]) {
    var seen: Set<Int> = []
    for word in words where seen.insert(word.number).inserted {
      entries[word.number].units += 1
      if word.isCapital { entries[word.number].capitals += 1 }
    }
  }

  /// Joins words of which one is a form of the other, and marks those that are in more than one unit of thirty.
  mutating func finish(forms: WordForms, units: Int) {
    for number in entries.indices {
      guard entries[number].word.count > 3 else { continue }
      var reach: Set<Int> = []
      forms.forEachForm(of: entries[number].word) { hash in
        if let other = numbers[hash], other != number { reach.insert(other) }
      }
      entries[number].reach = reach.count
      for other in reach where entries[other].word.count > 3 { join(number, other) }
    }
    for number in entries.indices { entries[number].parent = root(number) }
    let limit = max(8, units / 30)
    for number in entries.indices {
      let entry = entries[number]
      entries[number].isFunctionWord = entry.units > limit && entry.capitals * 4 < entry.units
    }
  }

  private mutating func join(_ first: Int, _ second: Int) {
    let (one, other) = (root(first), root(second))
    if one != other { entries[max(one, other)].parent = min(one, other) }
  }

  private func root(_ number: Int) -> Int {
    var number = number
    while entries[number].parent != number { number = entries[number].parent }
    return number
  }

  /// The number that all forms of a word share.
  func group(_ number: Int) -> Int { root(number) }

  /// Whether a word is so frequent that it names nothing.
  func isFunctionWord(_ number: Int) -> Bool { entries[number].isFunctionWord }

  /// How many of the words in the texts are forms of this one: most for the dictionary form.
  func reach(_ number: Int) -> Int { entries[number].reach }
}
