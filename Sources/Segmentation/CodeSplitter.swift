import Bitext

/// Gives each segment of a marked text its inline codes.
///
/// A code at a boundary goes where the format's handling says: by default a closing one stays with the
/// segment before, all others go with what follows. A pair whose ends come to stand in two segments is told
/// as such: its opening becomes isolated in its segment and its closing in the other (`it` with `pos="begin"`
/// and `pos="end"` in TMX).
enum CodeSplitter {
  static func split(
    _ content: MarkedText, at ranges: [Range<Int>], handling: SRXDocument.FormatHandling = .init()
  ) -> [MarkedText] {
    guard !content.codes.isEmpty, ranges.count > 1 else { return ranges.map { content[$0] } }
    let utf8 = content.text.utf8
    var parts = ranges.map { range in
      let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
      let end = utf8.index(start, offsetBy: range.count)
      return (text: String(content.text[start..<end]), codes: [MarkedText.PlacedCode]())
    }
    var segments: [Int] = []
    var segment = 0
    for placed in content.codes {
      while segment + 1 < ranges.count, placed.offset >= ranges[segment].upperBound { segment += 1 }
      // Between two segments, a code may stay with the first.
      let isBetween = segment > 0 && placed.offset == ranges[segment].lowerBound
      segments.append(isBetween && staysBefore(placed.code.kind, handling) ? segment - 1 : segment)
    }
    // Codes at one place keep their order: none may stay behind one that went on.
    for index in segments.indices.dropFirst() { segments[index] = max(segments[index], segments[index - 1]) }
    let partners = partners(of: content.codes)
    for (index, placed) in content.codes.enumerated() {
      var code = placed.code
      if let partner = partners[index], segments[partner] != segments[index] {
        code.kind = code.kind == .open ? .isolatedOpen : code.kind == .close ? .isolatedClose : code.kind
      }
      let range = ranges[segments[index]]
      let offset = min(placed.offset, range.upperBound) - range.lowerBound
      parts[segments[index]].codes.append(MarkedText.PlacedCode(offset: offset, code: code))
    }
    return parts.map { MarkedText($0.text, codes: $0.codes) }
  }

  private static func staysBefore(_ kind: InlineCode.Kind, _ handling: SRXDocument.FormatHandling) -> Bool {
    switch kind {
    case .open, .isolatedOpen, .highlightOpen: handling.includesStart
    case .close, .isolatedClose, .highlightClose: handling.includesEnd
    case .placeholder, .unknown: handling.includesIsolated
    }
  }

  /// The other end of each code of a pair, by place.
  private static func partners(of codes: [MarkedText.PlacedCode]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    var open: [Int] = []
    var byName: [String: [Int]] = [:]
    for (index, placed) in codes.enumerated() {
      switch placed.code.kind {
      case .open:
        if let name = placed.code.id { byName[name, default: []].append(index) } else { open.append(index) }
      case .close:
        let partner = placed.code.id.map { byName[$0]?.popLast() } ?? open.popLast()
        if let partner {
          result[partner] = index
          result[index] = partner
        }
      default: break
      }
    }
    return result
  }
}
