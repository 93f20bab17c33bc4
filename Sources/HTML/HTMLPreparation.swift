/// Readies a page for the parser: takes out what it need not see, and keeps nesting within bounds.
///
/// Tree building looks through all open elements at many tags, so time would grow with the square of the depth. Browsers
/// therefore stop nesting at a depth of a few hundred (Blink at 512) and read on; so does this: what is nested deeper
/// loses its tags, never its text. What the parser would only walk over or copy is noted in ``HTMLCuts``. One pass.
public enum HTMLPreparation {
  /// The most elements that may be open, not counting those whose end tag may be left out.
  public static let depth = 512

  /// The most attributes that a tag may have.
  static let attributeCount = 512

  /// The elements whose text no one reads, by tag.
  private static let isUnread: [Bool] = {
    var result = [Bool](repeating: false, count: HTMLTag.count)
    for name in ["script", "style"] { result[HTMLTag(name).index] = true }
    return result
  }()

  /// What was passed over.
  public struct Excess: Hashable, Sendable {
    /// How many start tags.
    public var count: Int
    /// Where the first one starts.
    public var firstOffset: Int
  }

  private enum Role: UInt8 {
    case counted, void, implied, tablePart, rawText, table, foreign, link
  }

  private static let roles: [Role] = {
    var roles = [Role](repeating: .counted, count: HTMLTag.count)
    func set(_ role: Role, _ names: String) {
      for name in names.split(separator: " ") { roles[HTMLTag(String(name)).index] = role }
    }
    set(
      .void,
      "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
    )
    set(.implied, "html head body p li dd dt option")
    set(.tablePart, "td th tr tbody thead tfoot caption colgroup")
    set(.rawText, "script style textarea title xmp iframe noembed noframes plaintext")
    set(.table, "table template")
    set(.foreign, "svg math")
    set(.link, "a nobr button")
    roles[HTMLTag.unknown.index] = .counted
    return roles
  }()

  /// Blanks the start tags that nest too deep and zero bytes; cuts attributes not asked for, the inside of scripts, styles
  /// and comments, long white space, and plain text.
  static func apply(
    to page: UnsafeMutableBufferPointer<UInt8>, keeping names: HTMLNameSet, cutsText: Bool,
    cuts: inout HTMLCuts
  ) -> Excess? {
    var cutsText = cutsText
    var excess: Excess?
    var open: [HTMLTag] = []
    var openCounts = [Int](repeating: 0, count: HTMLTag.count)
    var foreignCount = 0
    let (roles, isUnread) = (roles, isUnread)
    func pop(to depth: Int) {
      while open.count > depth {
        let tag = open.removeLast()
        openCounts[tag.index] -= 1
        if roles[tag.index] == .foreign { foreignCount -= 1 }
      }
    }
    var index = 0
    let end = page.count
    while index < end {
      let byte = unsafe page[index]
      guard byte == Ascii.less else {
        index = unsafe skipText(page, index, end, cutsText: cutsText, &cuts)
        continue
      }
      let start = index
      index += 1
      guard index < end else { break }
      let next = unsafe page[index]
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        // What looks like text after it may still be inside, with its end.
        if unsafe holds("[CDATA[", page, index..<min(index + 8, end)) { cutsText = false }
        index = unsafe skipDeclaration(page, index, end, &cuts)
        continue
      }
      let isEnd = next == UInt8(ascii: "/")
      if isEnd { index += 1 }
      guard index < end, Ascii.isLetter(unsafe page[index]) else {
        // An end tag without a name is a comment.
        if isEnd {
          while index < end, unsafe page[index] != Ascii.greater { index += 1 }
          index = min(index + 1, end)
        }
        continue
      }
      let nameStart = index
      while index < end, unsafe isNameByte(page[index]) { index += 1 }
      let tag = unsafe HTMLTag(UnsafeBufferPointer(page)[nameStart..<index])
      index = unsafe skipTag(page, index, end, keeping: names, &cuts)
      let role = roles[tag.index]
      if role == .tablePart, foreignCount == 0 {
        if let last = open.lastIndex(where: { roles[$0.index] == .table }) { pop(to: last + 1) }
        continue
      }
      if isEnd {
        if openCounts[tag.index] > 0, let last = open.lastIndex(of: tag) { pop(to: last) }
        continue
      }
      switch role {
      case .void, .implied: if foreignCount == 0 { continue }
      case .rawText where foreignCount == 0:
        let textStart = index
        index = unsafe skipRawText(page, index, end, tag: tag)
        // In a comment inside a script, end tags may count for nothing.
        if isUnread[tag.index], unsafe !holds("<!--", page, textStart..<index) { cuts.add(textStart..<index) }
        continue
      case .link where openCounts[tag.index] > 0:
        // A second one closes the first.
        if let last = open.lastIndex(of: tag) {
          open.remove(at: last)
          openCounts[tag.index] -= 1
        }
      default: break
      }
      if foreignCount > 0 || role == .foreign, index >= 2, unsafe page[index - 2] == UInt8(ascii: "/") {
        continue
      }
      if open.count >= depth {
        excess = Excess(count: (excess?.count ?? 0) + 1, firstOffset: excess?.firstOffset ?? start)
        for position in start..<index { unsafe page[position] = 0x20 }
        continue
      }
      open.append(tag)
      openCounts[tag.index] += 1
      if role == .foreign { foreignCount += 1 }
    }
    return excess
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
  }

  /// The end of a tag; cuts the attributes that nobody asked for, and those beyond the most that a tag may have.
  ///
  /// The parser copies every attribute and compares it with all before it, which costs more than all else.
  private static func skipTag(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, keeping names: HTMLNameSet,
    _ cuts: inout HTMLCuts
  ) -> Int {
    var (index, count, hasConditional) = (start, 0, false)
    func skipSpace() { while index < end, unsafe page[index] <= 0x20 { index += 1 } }
    while index < end {
      let byte = unsafe page[index]
      if byte == Ascii.greater { return index + 1 }
      if byte <= 0x20 || byte == Ascii.slash {
        index += 1
        continue
      }
      let nameStart = index
      index += 1
      while index < end, unsafe isNameByte(page[index]), unsafe page[index] != Ascii.equals { index += 1 }
      let nameEnd = index
      skipSpace()
      var (valueStart, attributeEnd) = (nameEnd, nameEnd)
      if index < end, unsafe page[index] == Ascii.equals {
        index += 1
        skipSpace()
        valueStart = index
        if index < end, unsafe page[index] == UInt8(ascii: "\"") || page[index] == UInt8(ascii: "'") {
          let quote = unsafe page[index]
          index += 1
          while index < end, unsafe page[index] != quote { index += 1 }
          // A value that does not close holds the rest of the page, as it does for the parser.
          if index == end { return end }
          index += 1
        } else {
          while index < end, unsafe page[index] > 0x20, unsafe page[index] != Ascii.greater { index += 1 }
        }
        attributeEnd = index
      }
      count += 1
      let name = unsafe UnsafeBufferPointer(page)[nameStart..<nameEnd]
      var isKept = count <= attributeCount && (unsafe names.contains(name))
      if isKept, unsafe names.isConditional(name) {
        // Of two attributes of a name the first counts, whatever it says.
        isKept =
          !hasConditional
          && (unsafe names.meetsCondition(UnsafeBufferPointer(page)[valueStart..<attributeEnd]))
        hasConditional = true
      }
      if !isKept {
        // A blank parts what stood on both sides; a slash at the end is the value's.
        unsafe page[nameStart] = 0x20
        unsafe page[attributeEnd - 1] = 0x20
        cuts.add(nameStart + 1..<attributeEnd)
      }
    }
    return end
  }
}
