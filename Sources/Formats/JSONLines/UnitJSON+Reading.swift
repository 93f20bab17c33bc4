public import Bitext
public import JSON

extension UnitJSON {
  /// JSON that is no unit: a sentence that says which field is wrong and how.
  public struct Failure: Error, Hashable, Sendable {
    /// What is wrong, without a full stop.
    public var message: String
  }

  /// Reads a unit; fields that are not known are passed over.
  ///
  /// - Throws: ``Failure`` where a field has a wrong type, or a variant lacks its language or text.
  public static func unit(of fields: [String: JSONValue]) throws(Failure) -> TranslationUnit {
    var unit = TranslationUnit()
    unit.id = try text(fields, "id")
    unit.sourceLanguage = try language(fields, "srclang")
    for element in try objects(fields, "variants") { unit.variants.append(try variant(element)) }
    unit.provenance = try provenance(fields)
    unit.properties = try properties(fields)
    unit.notes = try notes(fields)
    let (previous, next) = (try text(fields, "previous"), try text(fields, "next"))
    if previous != nil || next != nil {
      unit.context = TranslationUnit.Context(previous: previous, next: next)
    }
    return unit
  }

  static func header(of fields: [String: JSONValue]) throws(Failure) -> UnitHeader {
    var header = UnitHeader()
    header.sourceLanguage = try language(fields, "srclang")
    if case .array(let languages) = fields["languages"] ?? .null {
      for case .text(let tag) in languages {
        if let language = try language(["lang": .text(tag)], "lang") { header.languages.append(language) }
      }
    }
    header.attributes = try attributes(fields)
    header.properties = try properties(fields)
    header.notes = try notes(fields)
    for element in try objects(fields, "encodings") {
      var encoding = UserEncoding(name: try text(element, "name") ?? "", base: try text(element, "base"))
      encoding.place = try integer(element, "place") ?? 0
      for mapping in try objects(element, "map") {
        encoding.mappings.append(
          UserEncoding.Mapping(
            unicode: try text(mapping, "unicode") ?? "", code: try text(mapping, "code"),
            entity: try text(mapping, "ent"), substitute: try text(mapping, "subst")))
      }
      header.encodings.append(encoding)
    }
    return header
  }

  private static func variant(_ fields: [String: JSONValue]) throws(Failure) -> Variant {
    guard let language = try language(fields, "lang") else {
      throw Failure(message: "a variant does not say its language: the field lang is missing")
    }
    guard let content = try content(fields) else {
      throw Failure(message: "the variant in \(language) has no field text")
    }
    return Variant(
      language: language, content: content, properties: try properties(fields), notes: try notes(fields),
      provenance: try provenance(fields))
  }

  private static func content(_ fields: [String: JSONValue]) throws(Failure) -> MarkedText? {
    guard let text = try text(fields, "text") else { return nil }
    var codes: [MarkedText.PlacedCode] = []
    for element in try objects(fields, "codes") {
      let name = try self.text(element, "kind") ?? ""
      guard let kind = InlineCode.Kind(rawValue: name) else {
        throw Failure(message: "'\(name)' is no kind of inline code")
      }
      var code = InlineCode(kind: kind, id: try self.text(element, "i"), attributes: try attributes(element))
      if let parts = element["content"] {
        guard case .array(let parts) = parts else { throw wrong("content", "an array") }
        for part in parts {
          switch part {
          case .text(let native): code.content.append(.native(native))
          case .object(let fields):
            let inner = try content(fields) ?? MarkedText()
            code.content.append(.subflow(inner, attributes: try attributes(fields)))
          default: throw Failure(message: "a part of an inline code must be a string or an object")
          }
        }
      }
      codes.append(MarkedText.PlacedCode(offset: try integer(element, "at") ?? 0, code: code))
    }
    // A place inside a character is moved to its start.
    return MarkedText(
      text,
      codes: codes.map { placed in
        var placed = placed
        let offset = min(max(0, placed.offset), text.utf8.count)
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        if index.samePosition(in: text.unicodeScalars) == nil {
          let start = text.unicodeScalars.index(before: text.unicodeScalars.index(after: index))
          placed.offset = text.utf8.distance(from: text.startIndex, to: start)
        }
        return placed
      })
  }

  private static func provenance(_ fields: [String: JSONValue]) throws(Failure) -> Provenance {
    Provenance(
      created: try date(fields, "created"), createdBy: try text(fields, "createdBy"),
      changed: try date(fields, "changed"), changedBy: try text(fields, "changedBy"),
      attributes: try attributes(fields))
  }

  private static func properties(_ fields: [String: JSONValue]) throws(Failure) -> [Property] {
    var result: [Property] = []
    for element in try objects(fields, "properties") {
      result.append(
        Property(
          type: try text(element, "type") ?? "", value: try text(element, "value") ?? "",
          language: try text(element, "lang"), encoding: try text(element, "encoding")))
    }
    return result
  }

  private static func notes(_ fields: [String: JSONValue]) throws(Failure) -> [Note] {
    var result: [Note] = []
    for element in try objects(fields, "notes") {
      result.append(
        Note(
          text: try text(element, "text") ?? "", language: try text(element, "lang"),
          encoding: try text(element, "encoding"), place: try integer(element, "place")))
    }
    return result
  }

  // MARK: - Fields

  private static func wrong(_ name: String, _ type: String) -> Failure {
    Failure(message: "the field \(name) must be \(type)")
  }

  private static func text(_ fields: [String: JSONValue], _ name: String) throws(Failure) -> String? {
    switch fields[name] {
    case nil, .null: return nil
    case .text(let text): return text
    default: throw wrong(name, "a string")
    }
  }

  private static func integer(_ fields: [String: JSONValue], _ name: String) throws(Failure) -> Int? {
    switch fields[name] {
    case nil, .null: return nil
    case .integer(let number): return number
    default: throw wrong(name, "a whole number")
    }
  }

  private static func language(_ fields: [String: JSONValue], _ name: String) throws(Failure) -> LanguageTag?
  {
    guard let tag = try text(fields, name) else { return nil }
    do throws(InvalidLanguageTag) { return try LanguageTag(tag) } catch {
      throw Failure(message: "\(error)")
    }
  }

  private static func date(_ fields: [String: JSONValue], _ name: String) throws(Failure) -> Timestamp? {
    guard let written = try text(fields, name) else { return nil }
    guard let date = Timestamp(written) else { throw wrong(name, "a date like 20240620T093000Z") }
    return date
  }

  private static func objects(
    _ fields: [String: JSONValue], _ name: String
  ) throws(Failure) -> [[String: JSONValue]] {
    guard let value = fields[name] else { return [] }
    guard case .array(let elements) = value else { throw wrong(name, "an array") }
    var result: [[String: JSONValue]] = []
    for element in elements {
      guard case .object(let fields) = element else { throw wrong(name, "an array of objects") }
      result.append(fields)
    }
    return result
  }

  private static func attributes(_ fields: [String: JSONValue]) throws(Failure) -> [String: String] {
    guard let value = fields["attributes"] else { return [:] }
    guard case .object(let values) = value else { throw wrong("attributes", "an object") }
    var result: [String: String] = [:]
    for (name, value) in values {
      guard case .text(let text) = value else { throw wrong("attributes.\(name)", "a string") }
      result[name] = text
    }
    return result
  }
}
