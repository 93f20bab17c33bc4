/// Something that an XML file says, in the order of the file.
public enum XMLEvent: Hashable, Sendable {
  /// An element starts.
  case start(XMLStartTag)
  /// An element ends.
  case end(name: String)
  /// Text, CDATA included, references resolved; one stretch of text can come in several pieces.
  case text(String)
}

/// The start of an element.
public struct XMLStartTag: Hashable, Sendable {
  /// The name without its prefix.
  public var name: String
  /// The attributes, in the order of the file.
  public var attributes: [XMLAttribute]

  /// Creates an element.
  public init(name: String, attributes: [XMLAttribute] = []) {
    self.name = name
    self.attributes = attributes
  }

  /// The value of an attribute by its name with its prefix, such as `xml:lang`.
  public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// An attribute of an element.
public struct XMLAttribute: Hashable, Sendable {
  /// The name with its prefix, such as `xml:lang`.
  public var name: String
  /// The value, references resolved.
  public var value: String

  /// Creates an attribute.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A place in an XML text, both counted from 1; columns in bytes of UTF-8.
public struct XMLPosition: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column.
  public var column: Int
}

/// Something against the rules of XML.
public struct XMLProblem: Hashable, Sendable {
  /// Whether something could not be read; otherwise it was read all the same.
  public var isError: Bool
  /// What libxml2 says, as a sentence without a full stop.
  public var message: String
  /// Where the parser stood.
  public var position: XMLPosition
}
