/// What the learned figures know of a candidate.
///
/// Changing anything here needs the figures to be learned anew.
enum CandidateFeatures {
  /// Calls `body` with the number of each template and the hash of its value.
  @inline(__always)
  static func visit(_ context: CandidateContext, _ body: (UInt32, UInt32) -> Void) {
    let candidate = context.candidate
    let state = candidate.state
    let mark = candidate.mark.rawValue | candidate.closers << 4
    let kind = candidate.mark.rawValue
    let left = context.left.shape.rawValue
    let right = context.right.shape.rawValue | context.opener << 4
    let after = context.afterRight.shape.rawValue
    let length = UInt32(min(context.left.length, 12))
    let words = bucket(state.words)
    let lowerWords = bucket(state.lowerWords)
    let abbreviation = context.leftKind.rawValue
    let quoted: UInt32 = (state.isQuoted ? 1 : 0) | (state.isCited ? 2 : 0)
    let markLength = UInt32(min(candidate.markEnd - candidate.markStart, 7))
    let spacing = context.spacing

    // Every value but the words' hashes is below 2^10, so that one multiplication a value is mixing enough.
    @inline(__always)
    func emit(_ template: UInt32, _ a: UInt32, _ b: UInt32 = 0, _ c: UInt32 = 0, _ d: UInt32 = 0) {
      var hash = template &* 0x9E37_79B1 &+ a
      hash = hash &* 0x85EB_CA77 &+ b
      hash = hash &* 0xC2B2_AE3D &+ c
      hash = hash &* 0x27D4_EB2F &+ d
      hash ^= hash >> 16
      hash = hash &* 0x7FEB_352D
      body(template, hash ^ hash >> 15)
    }
    emit(0, mark)
    emit(1, mark, spacing, markLength)
    emit(2, mark, left)
    emit(3, mark, right)
    emit(4, kind, left, right)
    emit(5, mark, right, spacing)
    emit(6, kind, context.left.hash)
    emit(7, kind, context.left.hash, right & 0xF)
    emit(8, kind, context.right.hash, context.right.isCapitalised ? 1 : 0)
    emit(9, kind, abbreviation, right)
    emit(10, kind, abbreviation, context.right.hash)
    emit(11, kind, length, right, left)
    emit(12, mark, quoted, right)
    emit(13, mark, state.brackets, right & 0xF)
    emit(14, kind, words, left, right & 0xF)
    emit(15, kind, words, lowerWords, right)
    emit(16, kind, context.beforeLeft.shape.rawValue, left, right & 0xF)
    emit(17, kind, context.beforeLeft.hash, context.left.hash)
    emit(18, kind, right, after)
    emit(19, kind, context.left.suffix)
    emit(20, kind, context.left.suffix, right)
    emit(21, kind, context.next)
    emit(22, kind, context.next, left)
    emit(23, kind, context.right.hash, context.afterRight.hash)
    emit(24, kind, context.beforeLeft.hash, right)
    emit(25, kind, words, abbreviation, left)
    emit(26, kind, lowerWords, left, right)
    emit(27, kind, context.right.suffix)
    emit(29, kind, context.isStarter ? 1 : 0, left, abbreviation)
    emit(30, kind, context.right.prefix)
    emit(31, kind, context.right.prefix, context.left.suffix)
    emit(28, mark, quoted, spacing, state.brackets)
  }

  /// Whether a template looks at words themselves, which mean something in their own language only.
  @inline(__always)
  static func isLexical(_ template: UInt32) -> Bool {
    switch template {
    case 6, 7, 8, 10, 17, 19, 20, 23, 24, 27, 30, 31: true
    default: false
    }
  }

  @inline(__always)
  private static func bucket(_ count: Int) -> UInt32 {
    count < 5 ? UInt32(count) : count < 8 ? 5 : count < 14 ? 6 : count < 25 ? 7 : 8
  }
}

extension CandidateFeatures {
  /// What each template looks at, for people.
  static func name(of template: UInt32) -> String {
    switch template {
    case 0, 1: "the mark"
    case 2: "the shape of the word before"
    case 3, 5: "what follows the mark"
    case 4, 11: "the words on both sides"
    case 6, 7: "the word before"
    case 8: "the word after"
    case 9, 10, 29: "an abbreviation before"
    case 12, 28: "quotation marks"
    case 13: "brackets"
    case 14, 15, 25, 26: "the length of the sentence"
    case 16, 17, 24: "the two words before"
    case 18, 23: "the two words after"
    case 19, 20: "the ending of the word before"
    case 21, 22: "the character after"
    case 30, 31: "the start of the word after"
    case 27: "the ending of the word after"
    default: "other evidence"
    }
  }
}
