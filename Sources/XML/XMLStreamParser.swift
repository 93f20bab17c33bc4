internal import CXML

/// Reads XML as it comes in: feed it bytes, and it calls back with what they say.
///
/// It fetches nothing, expands no entity from outside the file and bounds the expansion of those inside it; depth (256
/// elements) and the length of a name or text (10 MB) are bounded too. After an error it goes on where it can. Memory does
/// not grow with the file.
///
/// ```swift
/// var parser = try XMLStreamParser()
/// try parser.feed(Array("<tmx>".utf8), atEnd: false, event: { event, place in }, problem: { _ in })
/// ```
///
/// Built on libxml2's push parser.
@safe public struct XMLStreamParser: ~Copyable {
  /// libxml2 could not start; memory is short.
  public struct OutOfMemory: Error, Hashable {}

  private let pointer: OpaquePointer
  /// The names that have numbers.
  private var names: [String] = []
  /// Whether the parser gave up: what is fed after that says nothing.
  public private(set) var hasStopped = false

  /// Opens a parser for text in UTF-8.
  ///
  /// - Throws: ``OutOfMemory``.
  public init() throws(OutOfMemory) {
    guard let opened = unsafe cxml_parser_open() else { throw OutOfMemory() }
    unsafe pointer = opened
  }

  deinit { unsafe cxml_parser_close(pointer) }

  /// Reads more of the file.
  ///
  /// - Parameters:
  ///   - bytes: the next bytes, in UTF-8 whatever the file declares; at most 1 GB.
  ///   - atEnd: whether the file ends here.
  ///   - event: is called with what the bytes say and the place of the parser.
  ///   - problem: is called with what is wrong.
  /// - Throws: what the closures throw; nothing may be fed after that.
  public mutating func feed(
    _ bytes: [UInt8], atEnd: Bool, event: (XMLEvent, XMLPosition) throws -> Void,
    problem: (XMLProblem) throws -> Void
  ) throws {
    guard !hasStopped else { return }
    let goesOn = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe cxml_parser_feed(pointer, buffer.baseAddress, Int32(clamping: buffer.count), atEnd)
    }
    hasStopped = !goesOn
    var count: Int32 = 0
    let events = unsafe UnsafeBufferPointer(start: cxml_parser_events(pointer, &count), count: Int(count))
    guard let text = unsafe cxml_parser_bytes(pointer) else { return }
    func string(_ range: cxml_range) -> String {
      unsafe String(
        decoding: UnsafeBufferPointer(start: text + Int(range.start), count: Int(range.count)), as: UTF8.self)
    }
    func kept(_ name: cxml_name) -> String {
      let number = Int(name.number)
      if number > 0, number <= names.count { return names[number - 1] }
      let made = string(name.bytes)
      if number > 0 { names.append(made) }
      return made
    }
    for index in events.indices {
      let raw = unsafe events[index]
      let position = XMLPosition(line: Int(raw.line), column: Int(raw.column))
      switch raw.kind {
      case Int32(CXML_START.rawValue):
        // Before those of the attributes, as they got their numbers.
        let name = kept(raw.name)
        var attributes: [XMLAttribute] = []
        if raw.attribute_count > 0, let all = unsafe cxml_parser_attributes(pointer) {
          attributes.reserveCapacity(Int(raw.attribute_count))
          for index in Int(raw.first_attribute)..<Int(raw.first_attribute + raw.attribute_count) {
            let attribute = unsafe all[index]
            attributes.append(XMLAttribute(name: kept(attribute.name), value: string(attribute.value)))
          }
        }
        try event(.start(XMLStartTag(name: name, attributes: attributes)), position)
      case Int32(CXML_END.rawValue): try event(.end(name: kept(raw.name)), position)
      case Int32(CXML_TEXT.rawValue): try event(.text(string(raw.text)), position)
      default:
        try problem(XMLProblem(isError: raw.level > 1, message: string(raw.text), position: position))
      }
    }
  }
}
