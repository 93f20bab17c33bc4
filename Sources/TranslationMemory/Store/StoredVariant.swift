import Bitext

/// A variant as the `texts` column keeps it.
///
/// The column is a count, then for each variant its language, its text, a byte that says which further fields
/// there are, and those. Numbers are LEB128, signed ones zigzag; texts are their length in bytes and UTF-8, the
/// variant's own text as ``CompactText`` has it where the first of those fields is its window.
struct StoredVariant {
  var language: String
  var text: String
  var codes: String?
  var created: Int64?
  var createdBy: String?
  var changed: Int64?
  var changedBy: String?
  var details: String?
  /// The language as the file wrote it, where that differs.
  var writtenLanguage: String?

  init(_ variant: Variant) throws {
    language = variant.language.identifier
    text = variant.content.text
    codes = try variant.content.codes.isEmpty ? nil : StoredJSON.encode(variant.content.codes)
    created = variant.provenance.created?.seconds
    createdBy = variant.provenance.createdBy
    changed = variant.provenance.changed?.seconds
    changedBy = variant.provenance.changedBy
    details =
      variant.properties.isEmpty && variant.notes.isEmpty && variant.provenance.attributes.isEmpty
      ? nil
      : try StoredDetails(
        properties: variant.properties, notes: variant.notes, attributes: variant.provenance.attributes
      ).encoded()
    writtenLanguage = variant.language.original == language ? nil : variant.language.original
  }

  private init(_ reader: inout ByteReader) {
    language = reader.text()
    let bytes = reader.bytes()
    let fields = reader.byte()
    text =
      fields & 128 != 0
      ? CompactText.decode(bytes, window: reader.number()) : String(decoding: bytes, as: UTF8.self)
    codes = fields & 1 != 0 ? reader.text() : nil
    created = fields & 2 != 0 ? reader.signed() : nil
    createdBy = fields & 4 != 0 ? reader.text() : nil
    changed = fields & 8 != 0 ? reader.signed() : nil
    changedBy = fields & 16 != 0 ? reader.text() : nil
    details = fields & 32 != 0 ? reader.text() : nil
    writtenLanguage = fields & 64 != 0 ? reader.text() : nil
  }

  /// The variant itself.
  func variant(language: LanguageTag) -> Variant {
    if hasOnlyText { return Variant(language: language, content: MarkedText(text)) }
    let details = StoredDetails.decoded(details)
    return Variant(
      language: writtenLanguage.flatMap { try? LanguageTag($0) } ?? language,
      content: MarkedText(text, codes: placedCodes), properties: details.properties,
      notes: details.notes,
      provenance: Provenance(
        created: created.map(Timestamp.init(seconds:)), createdBy: createdBy,
        changed: changed.map(Timestamp.init(seconds:)), changedBy: changedBy, attributes: details.attributes))
  }

  /// The codes of the text.
  var placedCodes: [MarkedText.PlacedCode] {
    codes.flatMap { StoredJSON.decode([MarkedText.PlacedCode].self, from: $0) } ?? []
  }

  static func encode(_ variants: [StoredVariant], into bytes: inout [UInt8]) {
    bytes.appendNumber(UInt64(variants.count))
    // Field by field: a variant as a whole would be copied.
    for index in variants.indices {
      bytes.appendText(variants[index].language)
      var text = variants[index].text
      let window = text.withUTF8 { CompactText.encode($0, into: &bytes) }
      if window == nil { bytes.appendText(text) }
      let hasOnlyText = variants[index].hasOnlyText
      bytes.append((window == nil ? 0 : 128) | (hasOnlyText ? 0 : variants[index].fields))
      if let window { bytes.appendNumber(window) }
      if !hasOnlyText { variants[index].encodeFields(into: &bytes) }
    }
  }

  /// Whether there is nothing but a text and its language.
  private var hasOnlyText: Bool {
    codes == nil && created == nil && createdBy == nil && changed == nil && changedBy == nil && details == nil
      && writtenLanguage == nil
  }

  /// Which further fields there are.
  private var fields: UInt8 {
    var fields: UInt8 = codes == nil ? 0 : 1
    if created != nil { fields |= 2 }
    if createdBy != nil { fields |= 4 }
    if changed != nil { fields |= 8 }
    if changedBy != nil { fields |= 16 }
    if details != nil { fields |= 32 }
    if writtenLanguage != nil { fields |= 64 }
    return fields
  }

  private func encodeFields(into bytes: inout [UInt8]) {
    if let codes { bytes.appendText(codes) }
    if let created { bytes.appendSigned(created) }
    if let createdBy { bytes.appendText(createdBy) }
    if let changed { bytes.appendSigned(changed) }
    if let changedBy { bytes.appendText(changedBy) }
    if let details { bytes.appendText(details) }
    if let writtenLanguage { bytes.appendText(writtenLanguage) }
  }

  /// Gives the languages in a column, without reading the texts.
  static func forEachLanguage(_ bytes: UnsafeRawBufferPointer, _ body: (String) -> Void) {
    var reader = ByteReader(bytes)
    var count = reader.number()
    while count > 0, !reader.isAtEnd {
      body(skipVariant(&reader))
      count -= 1
    }
  }

  private static func skipVariant(_ reader: inout ByteReader) -> String {
    let language = reader.text()
    _ = reader.bytes()
    let fields = reader.byte()
    if fields & 128 != 0 { _ = reader.number() }
    for field in [1, 2, 4, 8, 16, 32, 64] as [UInt8] where fields & field != 0 {
      if field == 2 || field == 8 { _ = reader.number() } else { _ = reader.bytes() }
    }
    return language
  }

  /// The variants in a column; a damaged one gives what can be read.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> [StoredVariant] {
    var reader = ByteReader(bytes)
    let count = reader.number()
    var variants: [StoredVariant] = []
    while variants.count < count, !reader.isAtEnd { variants.append(StoredVariant(&reader)) }
    return variants
  }
}

extension [UInt8] {
  /// LEB128.
  mutating func appendNumber(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    append(UInt8(truncatingIfNeeded: value))
  }

  /// Zigzag and LEB128.
  mutating func appendSigned(_ value: Int64) {
    appendNumber(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func appendText(_ text: String) {
    var text = text
    text.withUTF8 {
      appendNumber(UInt64($0.count))
      append(contentsOf: $0)
    }
  }
}

/// Reads what ``StoredVariant`` writes; past the end everything is empty.
struct ByteReader {
  private let source: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { source = bytes }

  var isAtEnd: Bool { position >= source.count }

  mutating func byte() -> UInt8 {
    guard position < source.count else { return 0 }
    defer { position += 1 }
    return source[position]
  }

  mutating func number() -> UInt64 {
    // Most numbers take one byte.
    if position < source.count, source[position] < 0x80 {
      defer { position += 1 }
      return UInt64(source[position])
    }
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let next = byte()
      result |= UInt64(next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return result
  }

  mutating func signed() -> Int64 {
    let value = number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  /// The bytes of a text; they are valid as long as what is read.
  mutating func bytes() -> UnsafeRawBufferPointer {
    let count = Int(min(number(), UInt64(source.count - min(position, source.count))))
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: source[position..<position + count])
  }
}
