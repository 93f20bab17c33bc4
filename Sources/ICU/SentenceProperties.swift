internal import CICU

/// What a character does at the end of a sentence: the Sentence_Break property of UAX #29, with opening and
/// closing punctuation and quotation marks told apart.
public enum SentenceClass: UInt8, Sendable {
  /// None of the others.
  case other
  /// A full stop that may end a sentence or an abbreviation.
  case fullStop
  /// Ends a sentence: `?`, `!`, `。`, `।`.
  case terminator
  /// A closing bracket.
  case closing
  /// An opening bracket.
  case opening
  /// A quotation mark.
  case quotation
  /// White space inside a line.
  case space
  /// A line or paragraph end.
  case newline
  /// A lower-case letter.
  case lower
  /// An upper-case or title-case letter.
  case upper
  /// A letter without case.
  case letter
  /// A decimal digit.
  case digit
  /// Goes on with the sentence: `,`, `:`, a dash.
  case continuing
  /// Belongs to the character before it.
  case extending

  /// The classes of the scalars in a range, as raw values, from ICU's data.
  public static func classes(of scalars: Range<UInt32>) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: scalars.count) { buffer, count in
      if let base = buffer.baseAddress {
        unsafe cicu_sentence_classes(scalars.lowerBound, Int32(scalars.count), base)
        count = scalars.count
      }
    }
  }

  /// The simple lower-case mappings of the scalars in a range, from ICU's data.
  public static func lowercase(of scalars: Range<UInt32>) -> [UInt32] {
    unsafe [UInt32](unsafeUninitializedCapacity: scalars.count) { buffer, count in
      if let base = buffer.baseAddress {
        unsafe cicu_simple_lowercase(scalars.lowerBound, Int32(scalars.count), base)
        count = scalars.count
      }
    }
  }
}
