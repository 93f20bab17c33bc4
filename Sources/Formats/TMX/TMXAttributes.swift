import Bitext

/// The attributes that TMX 1.4 gives its elements, in the order in which they are written.
///
/// Source: tmx14.dtd. Others are no TMX; on a header, unit or variant they live on as properties whose type is
/// ``prefix`` and their name.
enum TMXAttributes {
  static let prefix = "x-attribute-"

  static let header = [
    "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    "o-encoding",
    "creationdate", "creationid", "changedate", "changeid",
  ]
  static let variant = [
    "o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion",
    "creationdate", "creationid", "changedate", "changeid", "o-tmf",
  ]
  static let unit = ["tuid", "srclang", "segtype"] + variant
  static let segmentTypes = ["block", "paragraph", "sentence", "phrase"]

  /// The attribute that a property stands for; nil where it is a property.
  static func name(of property: Property, known: [String]) -> String? {
    guard property.type.hasPrefix(prefix) else { return nil }
    let name = String(property.type.dropFirst(prefix.count))
    return name.isEmpty || known.contains(name) ? nil : name
  }

  /// The properties that stand for attributes that the element cannot have.
  static func properties(for attributes: [String: String], known: [String]) -> [Property] {
    attributes.keys.filter { !known.contains($0) }.sorted().map {
      Property(type: prefix + $0, value: attributes[$0] ?? "")
    }
  }

  /// The attributes of a unit or variant as they are written.
  ///
  /// A date keeps the spelling of its file as long as it is the same moment.
  static func attributes(of provenance: Provenance) -> [String: String] {
    var result = provenance.attributes
    result["creationdate"] = date(provenance.created, written: result["creationdate"])
    result["changedate"] = date(provenance.changed, written: result["changedate"])
    result["creationid"] = provenance.createdBy
    result["changeid"] = provenance.changedBy
    return result
  }

  private static func date(_ date: Timestamp?, written: String?) -> String? {
    guard let date else { return written }
    return written.flatMap { Timestamp($0) } == date ? written : date.description
  }
}

extension Provenance {
  /// Takes in an attribute of a `tu` or `tuv`.
  mutating func take(_ name: String, _ value: String) {
    switch name {
    case "creationid": createdBy = value
    case "changeid": changedBy = value
    case "creationdate":
      created = Timestamp(value)
      if created?.description != value { attributes[name] = value }
    case "changedate":
      changed = Timestamp(value)
      if changed?.description != value { attributes[name] = value }
    default: attributes[name] = value
    }
  }
}
