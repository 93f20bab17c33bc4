public import JSON

/// A line that goes into `segment`, `identify`, `lookup`, `terms` or `names`.
public struct InputRecord: Hashable, Sendable {
  /// Any name; it comes back with the answer.
  public var id: RecordIdentifier
  /// The text.
  public var text: String
  /// The language of the text.
  public var lang: String?

  /// Reads a line of JSON: an object with `id`, `text`, and maybe `lang`; other fields are passed over.
  ///
  /// - Throws: ``InvalidRecord``, with the name of the line where that could be read.
  public init(line: ArraySlice<UInt8>) throws(InvalidRecord) {
    var (id, text, lang): (RecordIdentifier?, String?, String?)
    var wrongType: String?
    var reader = JSONReader(line)
    do throws(JSONReader.Failure) {
      try reader.object { name, value in
        switch (name, value) {
        case ("id", .text(let value)): id = .text(value)
        case ("id", .integer(let value)): id = .number(value)
        case ("id", _): wrongType = "id must be a text or a whole number"
        case ("text", .text(let value)): text = value
        case ("text", _): wrongType = "text must be a string"
        case ("lang", .text(let value)): lang = value
        case ("lang", .integer), ("lang", .number), ("lang", .flag): wrongType = "lang must be a language tag"
        default: break
        }
      }
    } catch { throw InvalidRecord(id: id, message: error.message) }
    if let wrongType { throw InvalidRecord(id: id, message: wrongType) }
    guard let id else { throw InvalidRecord(id: nil, message: "the field id is missing") }
    guard let text else { throw InvalidRecord(id: id, message: "the field text is missing") }
    self.id = id
    self.text = text
    self.lang = lang
  }
}

/// A line that cannot be used.
public struct InvalidRecord: Error, Hashable, Sendable {
  /// The line's name, where it could be read.
  public var id: RecordIdentifier?
  /// What is wrong, as a sentence without a full stop.
  public var message: String

  /// Creates the error.
  public init(id: RecordIdentifier?, message: String) {
    self.id = id
    self.message = message
  }
}

/// A line's name: a text or a whole number.
public enum RecordIdentifier: Hashable, Sendable, JSONWritable {
  /// A text.
  case text(String)
  /// A number.
  case number(Int)

  /// Writes what was read.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .text(let text): text.write(to: &writer)
    case .number(let number): number.write(to: &writer)
    }
  }
}
