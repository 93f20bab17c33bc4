public import Bitext

/// A file format: how to know it, and how to turn its bytes into documents or units and back.
///
/// A format does what its ``FormatDescription/abilities`` say; the rest throws ``FormatError`` of the kind `unsupported`.
/// A new format is a folder beside this one and a line in ``FormatRegistry/standard``.
public protocol Format: Sendable {
  /// Names, endings and abilities.
  var description: FormatDescription { get }

  /// Whether files say before their units which languages these have: see ``Bitext/UnitHeader/languages``.
  var namesLanguagesFirst: Bool { get }

  /// How likely the sample is of this format.
  func likelihood(of sample: FormatSample) -> Likelihood

  /// Reads a document, a block at a time.
  ///
  /// - Throws: ``FormatError``, or what `body` throws.
  func readDocument(
    from stream: ByteStream, options: ReadingOptions, body: (Block) throws -> Void
  ) throws -> DocumentSummary

  /// Reads units, one at a time.
  ///
  /// - Throws: ``FormatError``, or what `body` throws.
  func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary

  /// Starts writing units.
  ///
  /// - Throws: ``FormatError``.
  func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter

  /// Reads the entries of a glossary, one at a time; the summary counts them as units.
  ///
  /// - Throws: ``FormatError``, or what `body` throws.
  func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary

  /// Starts writing the entries of a glossary.
  ///
  /// - Throws: ``FormatError``.
  func conceptWriter(to sink: ByteSink, header: UnitHeader) throws -> any ConceptWriter
}

extension Format {
  /// Refuses.
  public func readDocument(
    from stream: ByteStream, options: ReadingOptions, body: (Block) throws -> Void
  ) throws -> DocumentSummary {
    throw FormatError(
      .unsupported, "\(description.name) files are not pages or documents; `tolmach import` reads them",
      source: stream.name)
  }

  /// Refuses.
  public func readUnits(
    from stream: ByteStream, options: ReadingOptions, body: (TranslationUnit) throws -> Void
  ) throws -> UnitSummary {
    let what =
      description.abilities.contains(.readsConcepts)
      ? "files hold glossaries; `tolmach terms import` reads them"
      : "files hold one language, not translation units"
    throw FormatError(.unsupported, "\(description.name) \(what)", source: stream.name)
  }

  /// True: who writes is to find out.
  public var namesLanguagesFirst: Bool { true }

  /// Refuses.
  public func unitWriter(to sink: ByteSink, header: UnitHeader) throws -> any UnitWriter {
    throw FormatError(.unsupported, "units cannot be written as \(description.name)", source: sink.name)
  }

  /// Refuses.
  public func readConcepts(
    from stream: ByteStream, options: ReadingOptions, body: (Concept) throws -> Void
  ) throws -> UnitSummary {
    throw FormatError(.unsupported, "\(description.name) files hold no glossaries", source: stream.name)
  }

  /// Refuses.
  public func conceptWriter(to sink: ByteSink, header: UnitHeader) throws -> any ConceptWriter {
    throw FormatError(.unsupported, "glossaries cannot be written as \(description.name)", source: sink.name)
  }
}

/// What a format is called and what it can do.
public struct FormatDescription: Hashable, Sendable {
  /// Things a format can do.
  public struct Abilities: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: Int
    /// Creates a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Reads documents: pages and texts.
    public static let readsDocuments = Abilities(rawValue: 1)
    /// Reads translation units or glossary rows.
    public static let readsUnits = Abilities(rawValue: 2)
    /// Writes translation units or glossary rows.
    public static let writesUnits = Abilities(rawValue: 4)
    /// Reads the entries of glossaries.
    public static let readsConcepts = Abilities(rawValue: 8)
    /// Writes the entries of glossaries.
    public static let writesConcepts = Abilities(rawValue: 16)
  }

  /// The short name that commands take: `html`.
  public var identifier: String
  /// The full name for people: `HTML5 page`.
  public var name: String
  /// File name endings, without the dot, lower case.
  public var fileExtensions: [String]
  /// What it can do.
  public var abilities: Abilities

  /// Creates a description.
  public init(identifier: String, name: String, fileExtensions: [String], abilities: Abilities) {
    self.identifier = identifier
    self.name = name
    self.fileExtensions = fileExtensions
    self.abilities = abilities
  }
}

/// How sure a format is that a file is its own.
public enum Likelihood: Int, Comparable, Sendable {
  /// It is not.
  case no
  /// It could be; nothing speaks against it.
  case possible
  /// The file's name says so.
  case named
  /// The bytes say so.
  case certain

  /// Less sure is less.
  public static func < (left: Likelihood, right: Likelihood) -> Bool { left.rawValue < right.rawValue }
}

/// The start of a file, for detection.
public struct FormatSample: Sendable {
  /// The name without folders, lower-cased; nil for standard input.
  public var fileName: String?
  /// The first bytes, as text: UTF-16 is converted, bytes that are no UTF-8 are replaced.
  public var text: String

  /// The first line with something in it, of no more than 4,096 bytes; costs what it is long.
  var firstLine: String {
    let isLineEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
    let line = text.utf8.drop(while: isLineEnd).prefix(4_096).prefix { !isLineEnd($0) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Whether the name ends in one of the format's endings.
  public func isNamed(as description: FormatDescription) -> Bool {
    guard let fileName else { return false }
    return description.fileExtensions.contains { fileName.hasSuffix("." + $0) }
  }
}

/// What the user knows about a file that the file may not say.
public struct ReadingOptions: Hashable, Sendable {
  /// The language of the first column of pairs without a header.
  public var sourceLanguage: LanguageTag?
  /// The language of the second column of pairs without a header.
  public var targetLanguage: LanguageTag?
  /// The charset, whatever the file says.
  public var charset: String?

  /// Creates options.
  public init(sourceLanguage: LanguageTag? = nil, targetLanguage: LanguageTag? = nil, charset: String? = nil)
  {
    self.sourceLanguage = sourceLanguage
    self.targetLanguage = targetLanguage
    self.charset = charset
  }
}

/// What a reader learned of a document as a whole.
public struct DocumentSummary: Hashable, Sendable {
  /// The language the document declares for itself.
  public var language: LanguageTag?
  /// The charset it was read in.
  public var charset: String
  /// What was wrong with it.
  public var problems: [Problem]

  /// Creates a summary.
  public init(language: LanguageTag? = nil, charset: String = "UTF-8", problems: [Problem] = []) {
    self.language = language
    self.charset = charset
    self.problems = problems
  }
}

/// What a reader learned of a file of units as a whole.
public struct UnitSummary: Hashable, Sendable {
  /// What the file says of all its units.
  public var header: UnitHeader
  /// How many units were handed over.
  public var unitCount: Int
  /// How many units had to be left out.
  public var droppedCount: Int
  /// What was wrong, each with its place.
  public var problems: [Problem]

  /// Creates a summary.
  public init(
    header: UnitHeader = UnitHeader(), unitCount: Int = 0, droppedCount: Int = 0, problems: [Problem] = []
  ) {
    self.header = header
    self.unitCount = unitCount
    self.droppedCount = droppedCount
    self.problems = problems
  }
}

/// Writes units one at a time.
public protocol UnitWriter {
  /// What had to be changed or left out so far.
  var problems: [Problem] { get }
  /// Writes a unit.
  mutating func write(_ unit: TranslationUnit) throws
  /// Writes what follows the last unit, and closes the sink.
  mutating func finish() throws
}

/// Writes the entries of a glossary one at a time.
public protocol ConceptWriter {
  /// What had to be changed or left out so far.
  var problems: [Problem] { get }
  /// Writes an entry.
  mutating func write(_ concept: Concept) throws
  /// Writes what follows the last entry, and closes the sink.
  mutating func finish() throws
}
