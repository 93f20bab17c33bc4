public import Bitext
public import JSON

/// Writes units as JSON, with everything that they hold.
///
/// See ``JSONLinesFormat`` for the fields.
public enum UnitJSON {
  /// Writes a unit as an object.
  public static func write(_ unit: TranslationUnit, to writer: inout JSONWriter) {
    writer.object { writer in fields(of: unit, &writer) }
  }

  /// Writes the fields of a unit into an object that is open.
  public static func fields(of unit: TranslationUnit, _ writer: inout JSONWriter) {
    writer.field("id", ifPresent: unit.id)
    writer.field("srclang", ifPresent: unit.sourceLanguage?.original)
    writer.key("variants")
    writer.array { writer in
      for variant in unit.variants {
        writer.object { writer in
          writer.field("lang", variant.language.original)
          fields(of: variant.content, &writer)
          fields(of: variant.provenance, &writer)
          properties(variant.properties, &writer)
          notes(variant.notes, &writer)
        }
      }
    }
    fields(of: unit.provenance, &writer)
    properties(unit.properties, &writer)
    notes(unit.notes, &writer)
    if let context = unit.context {
      writer.field("previous", ifPresent: context.previous)
      writer.field("next", ifPresent: context.next)
    }
  }

  static func write(_ header: UnitHeader, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("header")
      writer.object { writer in
        writer.field("srclang", ifPresent: header.sourceLanguage?.original)
        if !header.languages.isEmpty { writer.field("languages", header.languages.map(\.original)) }
        attributes(header.attributes, &writer)
        properties(header.properties, &writer)
        notes(header.notes, &writer)
        encodings(header.encodings, &writer)
      }
    }
  }

  private static func encodings(_ encodings: [UserEncoding], _ writer: inout JSONWriter) {
    guard !encodings.isEmpty else { return }
    writer.key("encodings")
    writer.array { writer in
      for encoding in encodings {
        writer.object { writer in
          writer.field("name", encoding.name)
          writer.field("base", ifPresent: encoding.base)
          writer.field("place", encoding.place)
          writer.key("map")
          writer.array { writer in
            for mapping in encoding.mappings {
              writer.object { writer in
                writer.field("unicode", mapping.unicode)
                writer.field("code", ifPresent: mapping.code)
                writer.field("ent", ifPresent: mapping.entity)
                writer.field("subst", ifPresent: mapping.substitute)
              }
            }
          }
        }
      }
    }
  }

  private static func fields(of content: MarkedText, _ writer: inout JSONWriter) {
    writer.field("text", content.text)
    guard !content.codes.isEmpty else { return }
    writer.key("codes")
    writer.array { writer in
      for placed in content.codes {
        writer.object { writer in
          writer.field("at", placed.offset)
          writer.field("kind", placed.code.kind.rawValue)
          writer.field("i", ifPresent: placed.code.id)
          attributes(placed.code.attributes, &writer)
          guard !placed.code.content.isEmpty else { return }
          writer.key("content")
          writer.array { writer in
            for part in placed.code.content {
              switch part {
              case .native(let native): writer.append(native)
              case .subflow(let inner, let values):
                writer.object { writer in
                  fields(of: inner, &writer)
                  attributes(values, &writer)
                }
              }
            }
          }
        }
      }
    }
  }

  private static func fields(of provenance: Provenance, _ writer: inout JSONWriter) {
    if provenance.isEmpty { return }
    writer.field("created", ifPresent: provenance.created?.description)
    writer.field("createdBy", ifPresent: provenance.createdBy)
    writer.field("changed", ifPresent: provenance.changed?.description)
    writer.field("changedBy", ifPresent: provenance.changedBy)
    attributes(provenance.attributes, &writer)
  }

  private static func attributes(_ attributes: [String: String], _ writer: inout JSONWriter) {
    guard !attributes.isEmpty else { return }
    writer.key("attributes")
    writer.object { writer in
      for (name, value) in attributes.sorted(by: { $0.key < $1.key }) { writer.field(name, value) }
    }
  }

  private static func properties(_ properties: [Property], _ writer: inout JSONWriter) {
    guard !properties.isEmpty else { return }
    writer.key("properties")
    writer.array { writer in
      for property in properties {
        writer.object { writer in
          writer.field("type", property.type)
          writer.field("value", property.value)
          writer.field("lang", ifPresent: property.language)
          writer.field("encoding", ifPresent: property.encoding)
        }
      }
    }
  }

  private static func notes(_ notes: [Note], _ writer: inout JSONWriter) {
    guard !notes.isEmpty else { return }
    writer.key("notes")
    writer.array { writer in
      for note in notes {
        writer.object { writer in
          writer.field("text", note.text)
          writer.field("lang", ifPresent: note.language)
          writer.field("encoding", ifPresent: note.encoding)
          writer.field("place", ifPresent: note.place)
        }
      }
    }
  }
}
