public import Bitext
public import Formats
import Foundation

/// What is taken in at a time: a file, or files that belong together line by line.
public enum ImportInput: Sendable {
  /// One file.
  case file(InputSource)
  /// Moses files, one a language.
  case moses([(language: LanguageTag, path: String)])

  /// The name for messages and for the log.
  public var name: String {
    switch self {
    case .file(let source): source.name
    case .moses(let files): files.map(\.path).joined(separator: " + ")
    }
  }

  /// The files of a command line; those that are named alike and end in languages, such as `news.en news.ru`, belong
  /// together.
  ///
  /// A file that other endings than a language's could mean (`page.ts`) is taken for itself unless there is another
  /// beside it in the list that has its stem and a language too.
  public static func grouped(_ files: [String]) -> [ImportInput] {
    let parts = files.map { path in path == "-" ? nil : MosesFormat.language(ofFile: path) }
    let counts = Dictionary(parts.compactMap { $0?.stem }.map { ($0, 1) }, uniquingKeysWith: +)
    var seen: Set<String> = []
    return zip(files, parts).compactMap { path, part in
      guard let part, counts[part.stem, default: 0] > 1 else { return .file(.argument(path)) }
      guard seen.insert(part.stem).inserted else { return nil }
      return .moses(
        zip(files, parts).compactMap { path, other in
          other.flatMap { $0.stem == part.stem ? ($0.language, path) : nil }
        })
    }
  }

  /// Opens the files for a moment.
  ///
  /// - Throws: ``Formats/FormatError`` where one cannot be read.
  public func test() throws(FormatError) {
    switch self {
    case .file(let source): if source.name != InputSource.standardInput.name { _ = try source.open() }
    case .moses(let files): for file in files { _ = try InputSource.file(file.path).open() }
    }
  }
}

extension ImportInput {
  /// Whether the files are so large that preparing the memory for them pays.
  var isLarge: Bool {
    let paths: [String] =
      switch self {
      case .file(let source): [source.name]
      case .moses(let files): files.map(\.path)
      }
    let sizes = paths.compactMap { try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int }
    return sizes.reduce(0, +) >= 4 << 20
  }

  /// Files that are open, and who reads them.
  struct Opened {
    var format: FormatDescription
    private var single: (any Format, ByteStream)?
    private var moses: [(language: LanguageTag, stream: ByteStream)] = []

    init(_ format: any Format, _ stream: ByteStream) {
      self.format = format.description
      single = (format, stream)
    }

    init(moses: [(language: LanguageTag, stream: ByteStream)]) {
      format = MosesFormat().description
      self.moses = moses
    }

    func read(_ options: ReadingOptions, _ body: (TranslationUnit) throws -> Void) throws -> UnitSummary {
      if let (format, stream) = single {
        return try format.readUnits(from: stream, options: options, body: body)
      }
      return try MosesFormat.readUnits(from: moses, options: options, body: body)
    }
  }

  func opened(_ registry: FormatRegistry) throws -> Opened {
    switch self {
    case .file(let source):
      let stream = try source.open()
      return Opened(try registry.format(of: source, stream: stream, ability: .readsUnits), stream)
    case .moses(let files):
      return Opened(moses: try files.map { ($0.language, try InputSource.file($0.path).open()) })
    }
  }
}

/// Where units are written to: one file, or one a language.
public enum ExportDestination {
  /// One file in a format.
  case file(ByteSink, any Format)
  /// Moses files that are named alike.
  case moses([(language: LanguageTag, sink: ByteSink)])

  /// The name for messages.
  public var name: String {
    switch self {
    case .file(let sink, _): sink.name
    case .moses(let files): files.map(\.sink.name).joined(separator: " and ")
    }
  }

  /// Whether the languages of all units must be known before the first is written.
  var namesLanguagesFirst: Bool {
    switch self {
    case .file(_, let format): format.namesLanguagesFirst
    case .moses: false
    }
  }

  func writer(_ header: UnitHeader) throws -> any UnitWriter {
    switch self {
    case .file(let sink, let format): try format.unitWriter(to: sink, header: header)
    case .moses(let files): MosesWriter(to: files)
    }
  }
}
