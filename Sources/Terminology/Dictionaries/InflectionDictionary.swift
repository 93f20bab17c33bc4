public import Bitext
public import Foundation

/// A hunspell dictionary, from which ``TermFinder`` takes more forms of the words of a glossary.
///
/// The bytes are the caller's: this room opens no files. Reading the affixes costs from under a millisecond to some tens of them
/// (Basque: 120,000 affixes); of the words nothing is kept but the bytes.
public struct InflectionDictionary: Sendable {
  /// Files of more bytes are refused.
  public static let sizeLimit = 128 * 1_048_576
  /// Of one word, no more forms are taken.
  private static let formsPerWord = 4_000
  /// Of all words of a glossary together, no more forms are taken.
  private static let formsTogether = 4_000_000

  /// What the dictionary is called, such as `ru_RU`.
  public let name: String
  /// What of the affix file could not be used, by line.
  public let problems: [Problem]
  let table: AffixTable
  private let words: Data

  /// Creates a dictionary.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - affixes: the bytes of the `.aff` file.
  ///   - words: the bytes of the `.dic` file; they may be mapped, since one pass is all that is made.
  /// - Throws: ``InvalidDictionary`` where nothing of it can be used.
  public init(name: String, affixes: Data, words: Data) throws(InvalidDictionary) {
    guard max(words.count, affixes.count) <= Self.sizeLimit else {
      throw InvalidDictionary(
        name: name, reason: "one of its files is larger than \(Self.sizeLimit / 1_048_576) MB")
    }
    let reader = AffixReader(affixes)
    self.name = name
    table = reader.table
    problems = reader.problems
    self.words = words
    guard table.encoding != nil else {
      throw InvalidDictionary(name: name, reason: reader.problems.last?.message ?? "its charset is not known")
    }
    let start = words.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = words.dropFirst(start).prefix(64).prefix { $0 != 0x0A }.split { $0 <= 0x20 }.first
    guard let first, AffixTable.number(first) != nil else {
      throw InvalidDictionary(name: name, reason: "its words file does not start with the number of words")
    }
  }

  /// A word whose forms are wanted.
  struct WantedWord {
    /// Folded, as ``TermTokens`` gives it.
    var letters: [UInt32]
    var hash: UInt64
    /// What the caller knows it by.
    var number: Int
    /// Whether it may be another form of an entry: a plural, not a name.
    var mayBeForm: Bool
  }

  /// Calls with the forms that the dictionary has of words: those of its entries that are the word, but for case, or where
  /// there is none, of which the word is a form.
  ///
  /// One pass over the words file.
  func forEachForm(of wanted: [WantedWord], _ body: (_ number: Int, _ hash: UInt64) -> Void) {
    guard !wanted.isEmpty, !table.isEmpty else { return }
    let index = WantedWords(wanted, table: table)
    var forms = DictionaryForms(table, prefixes: .mutations)
    let limit = max(32, min(Self.formsPerWord, Self.formsTogether / wanted.count))
    var left = Self.formsTogether
    var isEntry = [Bool](repeating: false, count: wanted.count)
    var others: [(word: Int, entry: Entry)] = []
    words.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      func expand(_ entry: Entry) {
        let word = entry.letters(bytes, table)
        let flags = entry.flags.isEmpty ? [] : table.flags(in: bytes, entry.flags) ?? []
        forms.expand(word, flags: flags, limit: limit)
      }
      func give(_ word: Int) {
        for hash in forms.hashes.prefix(left) where hash != wanted[word].hash {
          body(wanted[word].number, hash)
        }
        left -= forms.hashes.count
      }
      forEachEntry(bytes, in: index) { entry, hash in
        var isExpanded = false
        index.forEach(hash) { word, isStem in
          if isStem {
            others.append((word, entry))
          } else if left > 0 {
            if !isExpanded { expand(entry) }
            isExpanded = true
            if !forms.hashes.isEmpty { isEntry[word] = true }
            give(word)
          }
        }
      }
      for (word, entry) in others where !isEntry[word] && left > 0 {
        expand(entry)
        if forms.hashes.contains(wanted[word].hash) { give(word) }
      }
    }
  }

  /// A line of the words file.
  private struct Entry {
    var word: Range<Int>
    var flags: Range<Int>

    func letters(_ bytes: UnsafeBufferPointer<UInt8>, _ table: AffixTable) -> [UInt32] {
      let all = table.encoding?.characters(bytes, word) ?? []
      return table.ignored.isEmpty ? all : all.filter { !table.ignored.contains($0) }
    }
  }

  /// Calls with the lines whose word is wanted.
  private func forEachEntry(
    _ bytes: UnsafeBufferPointer<UInt8>, in index: WantedWords, _ body: (Entry, UInt64) -> Void
  ) {
    guard let encoding = table.encoding else { return }
    let alphabet = TermAlphabet.shared
    var place = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    while place < bytes.count {
      let start = place
      var (hash, count, previous) = (TermHash.start, 0, UInt32(0))
      var isWord = true
      scan: while place < bytes.count {
        switch bytes[place] {
        case 0x0A, 0x0D, 0x09, UInt8(ascii: "/"): break scan
        case 0x20:
          // What is known of the word follows (`po:noun`); otherwise it has several words.
          isWord = place + 3 < bytes.count && bytes[place + 3] == UInt8(ascii: ":")
          break scan
        default: break
        }
        let scalar = encoding.next(bytes, &place, end: bytes.count)
        if !table.ignored.isEmpty, table.ignored.contains(scalar) { continue }
        guard let next = DictionaryForms.extend(hash, scalar, previous: previous, alphabet) else {
          isWord = false
          break
        }
        if next != hash { count += 1 }
        (hash, previous) = (next, scalar)
        if count == 2, !index.mayStart(with: hash) {
          isWord = false
          break
        }
      }
      if isWord, count >= 2, index.contains(hash) {
        let word = start..<place
        var end = place
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") {
          while end < bytes.count, bytes[end] > 0x20 { end += 1 }
          body(Entry(word: word, flags: place + 1..<end), hash)
        } else {
          body(Entry(word: word, flags: place..<place), hash)
        }
      }
      while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      place += 1
    }
  }
}

/// A dictionary of which nothing can be used.
public struct InvalidDictionary: Error, Hashable, Sendable, CustomStringConvertible {
  /// What it is called.
  public var name: String
  /// Why.
  public var reason: String

  /// Both, in a sentence.
  public var description: String { "the dictionary \(name) cannot be used: \(reason)" }
}
