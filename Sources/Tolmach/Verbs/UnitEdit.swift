public import Formats
import JSON
public import TranslationMemory

/// A change of a unit as people say it.
public struct UnitEdit: Sendable {
  /// New texts; one of a language that the unit has takes the place of its first, codes and all.
  public var texts: [(language: LanguageTag, text: String)] = []
  /// New values of properties; an empty value removes the property.
  public var properties: [(type: String, value: String)] = []
  /// New notes.
  public var notes: [String] = []

  /// Creates a change that changes nothing.
  public init() {}

  /// The texts of a unit have inline codes, which a new text without them would lose.
  public struct CodesWouldBeLost: Error, CustomStringConvertible {
    /// The language of the text.
    public var language: LanguageTag
    /// A sentence that says what to do.
    public var description: String {
      "the text in \(language) has inline codes, which a plain text would lose; give the whole unit with --json"
    }
  }

  /// Changes a unit; a text that changes gets the author and the date.
  ///
  /// - Throws: ``CodesWouldBeLost``.
  public func apply(to unit: inout TranslationUnit, by author: MemoryAuthor) throws {
    for (language, text) in texts {
      let index =
        unit.variants.firstIndex { $0.language == language }
        ?? unit.variants.firstIndex { language.isServed(by: $0.language) }
      if let index {
        guard unit.variants[index].content.codes.isEmpty else {
          throw CodesWouldBeLost(language: unit.variants[index].language)
        }
        unit.variants[index].content = MarkedText(text)
        unit.variants[index].provenance.changed = author.date
        unit.variants[index].provenance.changedBy = author.name
      } else {
        unit.variants.append(
          Variant(
            language: language, content: MarkedText(text),
            provenance: Provenance(created: author.date, createdBy: author.name)))
      }
    }
    for (type, value) in properties {
      let index = unit.properties.firstIndex { $0.type == type }
      switch (index, value.isEmpty) {
      case (let index?, false): unit.properties[index].value = value
      case (_?, true): unit.properties.removeAll { $0.type == type }
      case (nil, false): unit.properties.append(Property(type: type, value: value))
      case (nil, true): break
      }
    }
    unit.notes += notes.map { Note(text: $0, place: unit.properties.isEmpty ? nil : unit.properties.count) }
    unit.provenance.changed = author.date
    unit.provenance.changedBy = author.name
  }

  /// A whole unit that takes the place of another, as `memory filter --format json` writes it.
  public struct Replacement: Sendable {
    /// The version that was read; nil where the JSON does not say.
    public var version: Int64?
    /// The unit.
    public var unit: TranslationUnit

    /// Reads one object.
    ///
    /// - Throws: ``Formats/FormatError`` where it cannot be read, or is no unit.
    public init(reading source: InputSource) throws {
      let bytes = try source.open().readAll(limit: RecordStream.longestLine)
      var fields: [String: JSONValue] = [:]
      var reader = JSONReader(bytes[...])
      do { try reader.object { fields[$0] = $1 } } catch {
        throw FormatError(.malformed, "is no unit: \(error.message)", source: source.name)
      }
      if case .integer(let number) = fields["version"] ?? .null { version = Int64(number) }
      do { unit = try UnitJSON.unit(of: fields) } catch {
        throw FormatError(.malformed, "is no unit: \(error.message)", source: source.name)
      }
    }
  }
}
