import Bitext
import Foundation

/// JSON as the store keeps it: keys in order, so that equal values are equal texts.
enum StoredJSON {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

/// A variant without text, which no look-up can use.
struct EmptyVariant: Codable {
  /// Where it stands among all variants of its unit.
  var place: Int
  var language: LanguageTag
  var content: MarkedText
  var properties: [Property]
  var notes: [Note]
  var provenance: Provenance

  init(_ variant: Variant, place: Int) {
    self.place = place
    language = variant.language
    content = variant.content
    properties = variant.properties
    notes = variant.notes
    provenance = variant.provenance
  }

  var variant: Variant {
    Variant(
      language: language, content: content, properties: properties, notes: notes, provenance: provenance)
  }
}

/// What is kept of a unit or variant but never searched.
struct StoredDetails: Codable {
  var properties: [Property] = []
  var notes: [Note] = []
  var attributes: [String: String] = [:]
  var emptyVariants: [EmptyVariant]?

  /// JSON, or nil where there is nothing to keep.
  func encoded() throws -> String? {
    if properties.isEmpty, notes.isEmpty, attributes.isEmpty, emptyVariants == nil { return nil }
    return try StoredJSON.encode(self)
  }

  static func decoded(_ text: String?) -> StoredDetails {
    text.flatMap { StoredJSON.decode(StoredDetails.self, from: $0) } ?? StoredDetails()
  }
}
