/// The forms of the entries of a hunspell dictionary, as hashes of folded words.
///
/// Suffixes may follow suffixes once, as in hunspell. Forms that the recognition of terms never sees as one word (with hyphens, or
/// with an apostrophe that parts words) are left out.
struct DictionaryForms {
  /// Which prefixes make forms.
  enum Prefixes {
    /// All, as hunspell takes them.
    case all
    /// Those that change the first letters (Breton `Breizh`, `Vreizh`): one that only adds some makes another word (Czech `ne`-).
    case mutations
  }

  let table: AffixTable
  let prefixes: Prefixes
  private let alphabet = TermAlphabet.shared
  /// The hashes of the forms of the entry that was expanded last; a form may stand there twice.
  private(set) var hashes: [UInt64] = []
  /// The forms themselves, where asked for.
  private(set) var words: [[UInt32]] = []
  private let keepsWords: Bool
  private var limit = 0

  init(_ table: AffixTable, prefixes: Prefixes, keepsWords: Bool = false) {
    self.table = table
    self.prefixes = prefixes
    self.keepsWords = keepsWords
  }

  /// Finds the forms of an entry, those with one suffix first; no more than `limit`.
  mutating func expand(_ word: [UInt32], flags: [UInt32], limit: Int) {
    hashes.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    self.limit = limit
    func has(_ flag: UInt32?) -> Bool { flag.map(flags.contains) ?? false }
    guard !has(table.forbidden), !has(table.onlyInCompound) else { return }
    if !has(table.needAffix) { emit(word) }
    var stacked: [(form: [UInt32], affix: AffixTable.Affix)] = []
    for flag in flags {
      for affix in table.affixes(of: flag) where !affix.isPrefix && table.fits(affix, word) {
        let form = apply(affix, to: word)
        if !table.has(table.needAffix, affix), isWhole(affix) { emit(form) }
        if !affix.continuation.isEmpty || affix.crosses { stacked.append((form, affix)) }
        if hashes.count >= limit { return }
      }
    }
    for flag in flags {
      for affix in table.affixes(of: flag) where affix.isPrefix && isWanted(affix) && table.fits(affix, word)
      {
        if isWhole(affix), !table.has(table.needAffix, affix) { emit(apply(affix, to: word)) }
        for (form, suffix) in stacked where affix.crosses && suffix.crosses { addPrefix(affix, form, suffix) }
        if hashes.count >= limit { return }
      }
    }
    for (form, first) in stacked {
      for flag in table.flags(first.continuation) {
        for affix in table.affixes(of: flag) {
          if affix.isPrefix {
            if isWanted(affix) { addPrefix(affix, form, first) }
          } else if table.fits(affix, form), isWhole(affix), isWhole(first) {
            if !table.has(table.needAffix, affix) { emit(apply(affix, to: form)) }
          }
          if hashes.count >= limit { return }
        }
      }
    }
  }

  private func isWanted(_ affix: AffixTable.Affix) -> Bool {
    prefixes == .all || !affix.stripped.isEmpty
  }

  /// Whether a form with this affix is a word, where no other affix completes it.
  private func isWhole(_ affix: AffixTable.Affix) -> Bool {
    !table.has(table.circumfix, affix) && !table.has(table.onlyInCompound, affix)
  }

  /// Puts a prefix before a form with a suffix; of a circumfix there are both parts or none.
  private mutating func addPrefix(
    _ prefix: AffixTable.Affix, _ form: [UInt32], _ suffix: AffixTable.Affix
  ) {
    guard table.fits(prefix, form), table.has(table.circumfix, prefix) == table.has(table.circumfix, suffix),
      !table.has(table.onlyInCompound, prefix), !table.has(table.onlyInCompound, suffix)
    else { return }
    emit(apply(prefix, to: form))
  }

  private func apply(_ affix: AffixTable.Affix, to word: [UInt32]) -> [UInt32] {
    var form: [UInt32] = []
    form.reserveCapacity(word.count + affix.added.count)
    if affix.isPrefix {
      form += table.letters(affix.added)
      form += word.dropFirst(affix.stripped.count)
    } else {
      form += word.dropLast(affix.stripped.count)
      form += table.letters(affix.added)
    }
    return form
  }

  private mutating func emit(_ word: [UInt32]) {
    guard hashes.count < limit, let hash = Self.hash(of: word, alphabet) else { return }
    hashes.append(hash)
    if keepsWords { words.append(word) }
  }

  /// The hash that recognition has of a word; nil where it does not see it as one.
  static func hash(of word: [UInt32], _ alphabet: TermAlphabet) -> UInt64? {
    var hash = TermHash.start
    var previous: UInt32 = 0
    for scalar in word {
      guard let next = extend(hash, scalar, previous: previous, alphabet) else { return nil }
      hash = next
      previous = scalar
    }
    return word.isEmpty ? nil : hash
  }

  /// The hash with one character more; nil where the character is not of a word.
  @inline(__always)
  static func extend(
    _ hash: UInt64, _ scalar: UInt32, previous: UInt32, _ alphabet: TermAlphabet
  ) -> UInt64? {
    let entry = alphabet[scalar]
    switch entry.kind {
    case .letter, .digit: return TermHash.extend(hash, entry.folded)
    case .mark: return TermAlphabet.isOptionalMark(scalar) ? hash : TermHash.extend(hash, entry.folded)
    case .ignorable: return hash
    case .apostrophe: return (0x0400...0x052F).contains(previous) ? TermHash.extend(hash, 0x27) : nil
    case .space, .punctuation, .unspaced: return nil
    }
  }
}
