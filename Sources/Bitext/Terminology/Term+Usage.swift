extension Term {
  /// Whether a term may be used.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// The one to use.
    case preferred
    /// May be used too.
    case admitted
    /// Should no longer be used.
    case deprecated
    /// Was used before another took its place.
    case superseded
    /// Must not be used.
    case forbidden
    /// Somebody proposed it; nobody has decided.
    case proposed
  }

  /// What kind of name a term is.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The whole name.
    case full
    /// A shorter name: `Lam` of `To Lam`.
    case short
    /// Initials: `ASEAN`, `ЕАЭС`.
    case acronym
    /// A word cut short: `Gen.`
    case abbreviation
    /// Another spelling.
    case variant
    /// Several words that are no name: a set phrase.
    case phrase
    /// A form of address: `Mr`, `ông`.
    case honorific
    /// A name that was borne before.
    case former
  }

  /// How a term's capitals must stand in a text.
  public enum CaseRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// Case does not matter.
    case any
    /// Words that the glossary writes with a capital must start with one.
    case initial
    /// The text must be written just so: acronyms and brands.
    case exact
  }

  /// How a text may differ from a term.
  public enum Matching: String, Hashable, Sendable, Codable, CaseIterable {
    /// By the rules of the language: case, number, possessives.
    case inflected
    /// Not at all, except as the case rule allows.
    case exact
  }

  /// A term's part of speech.
  public enum PartOfSpeech: String, Hashable, Sendable, Codable, CaseIterable {
    /// A noun, or a phrase around one.
    case noun
    /// A name.
    case properNoun
    /// A verb.
    case verb
    /// An adjective.
    case adjective
    /// An adverb.
    case adverb
    /// Something else.
    case other
  }

  /// A term's grammatical gender.
  public enum Gender: String, Hashable, Sendable, Codable, CaseIterable {
    /// Masculine.
    case masculine
    /// Feminine.
    case feminine
    /// Neuter.
    case neuter
    /// Common, or another.
    case other
  }

  /// A term's grammatical number.
  public enum Number: String, Hashable, Sendable, Codable, CaseIterable {
    /// One.
    case singular
    /// Two.
    case dual
    /// Several: `talks`.
    case plural
    /// Not counted: `information`.
    case mass
    /// Another.
    case other
  }
}
