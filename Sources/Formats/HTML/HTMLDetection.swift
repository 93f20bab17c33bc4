import Bitext

/// Knows pages, and the charset they declare, by their first bytes.
enum HTMLDetection {
  static func likelihood(of sample: FormatSample, as description: FormatDescription) -> Likelihood {
    let bytes = Array(sample.text.utf8)
    var index = skipSpaceAndComments(bytes, from: 0)
    while starts(bytes, index, "<?xml"), let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) {
      index = skipSpaceAndComments(bytes, from: end + 1)
    }
    if starts(bytes, index, "<!doctype html") { return .certain }
    let isNamed = sample.isNamed(as: description)
    if starts(bytes, index, "<!doctype") { return isNamed ? .named : .no }
    for name in ["html", "head", "body", "title", "meta", "script", "style", "h1", "div", "p", "table"] {
      let end = index + 1 + name.utf8.count
      if starts(bytes, index, "<" + name), end < bytes.count,
        bytes[end] <= 0x20 || bytes[end] == UInt8(ascii: ">")
      {
        return .certain
      }
    }
    if isNamed { return .named }
    return tagCount(bytes) >= 3 ? .possible : .no
  }

  private static func tagCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "<") {
      for name in ["</p>", "</a>", "</div>", "</span>", "</li>", "</b>", "<br", "</td>", "</h"]
      where starts(bytes, index, name) { count += 1 }
    }
    return count
  }

  /// Whether a text in lower case stands at an index, in any case.
  private static func starts(_ bytes: [UInt8], _ index: Int, _ text: String) -> Bool {
    var position = index
    for wanted in text.utf8 {
      guard position < bytes.count else { return false }
      let byte = bytes[position]
      guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == wanted else { return false }
      position += 1
    }
    return true
  }

  private static func skipSpaceAndComments(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] <= 0x20 {
        index += 1
      } else if starts(bytes, index, "\u{FEFF}") {
        index += 3
      } else if starts(bytes, index, "<!--") {
        index += 4
        while index < bytes.count, !starts(bytes, index, "-->") { index += 1 }
        index = min(index + 3, bytes.count)
      } else {
        break
      }
    }
    return index
  }

  /// The charset of `<meta charset>`, `<meta http-equiv>` or the XML declaration in the first bytes.
  ///
  /// Source: HTML Living Standard, section 13.2.3.2, "Prescanning a byte stream", widened to 4096 bytes.
  static func declaredCharset(_ raw: [UInt8]) -> String? {
    let start = raw.prefix(4_096).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var index = 0
    while index < start.count {
      defer { index += 1 }
      guard start[index] == UInt8(ascii: "<") else { continue }
      if starts(start, index, "<!--") {
        index = skipSpaceAndComments(start, from: index) - 1
        continue
      }
      let isMeta = starts(start, index, "<meta")
      guard isMeta || starts(start, index, "<?xml") else { continue }
      let end = start[index...].firstIndex(of: UInt8(ascii: ">")) ?? start.count
      if let name = value(of: isMeta ? "charset" : "encoding", in: start[index..<end]) { return name }
      index = max(index, end - 1)
    }
    return nil
  }

  private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
    var index = tag.startIndex
    while index < tag.endIndex {
      defer { index += 1 }
      guard tag[index...].starts(with: name.utf8) else { continue }
      var next = index + name.utf8.count
      func skipSpace() { while next < tag.endIndex, tag[next] <= 0x20 { next += 1 } }
      skipSpace()
      guard next < tag.endIndex, tag[next] == UInt8(ascii: "=") else { continue }
      next += 1
      skipSpace()
      if next < tag.endIndex, tag[next] == UInt8(ascii: "\"") || tag[next] == UInt8(ascii: "'") { next += 1 }
      let value = tag[next...].prefix {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: ":")
      }
      if !value.isEmpty { return String(decoding: value, as: UTF8.self) }
    }
    return nil
  }
}
