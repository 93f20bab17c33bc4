/// Keeps pages that nest their elements very deep from taking time that grows with the square of the depth.
///
/// Tree building looks through all open elements at many tags. Browsers therefore stop nesting at a depth of a few
/// hundred (Blink at 512) and read on; so does this: what is nested deeper loses its tags, never its text.
public enum HTMLNestingLimit {
  /// The most elements that may be open, not counting those whose end tag may be left out.
  public static let depth = 512

  /// The most attributes that a tag may have.
  static let attributeCount = 512

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

  /// Blanks the start tags that nest too deep, the attributes not asked for, and zero bytes.
  static func apply(to page: UnsafeMutableBufferPointer<UInt8>, keeping names: HTMLNameSet) -> Excess? {
    var excess: Excess?
    var open: [HTMLTag] = []
    var openCounts = [Int](repeating: 0, count: HTMLTag.count)
    var foreignCount = 0
    let roles = roles
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
        if byte == 0 { unsafe page[index] = 0x20 }
        index += 1
        continue
      }
      let start = index
      index += 1
      guard index < end else { break }
      let next = unsafe page[index]
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        index = unsafe skipDeclaration(page, index, end)
        continue
      }
      let isEnd = next == UInt8(ascii: "/")
      if isEnd { index += 1 }
      guard index < end, Ascii.isLetter(unsafe page[index]) else { continue }
      let nameStart = index
      while index < end, unsafe isNameByte(page[index]) { index += 1 }
      let tag = unsafe HTMLTag(UnsafeBufferPointer(page)[nameStart..<index])
      index = unsafe skipTag(page, index, end, keeping: names)
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
        index = unsafe skipRawText(page, index, end, name: nameStart, tag: tag)
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

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
  }

  /// The end of a tag; blanks the attributes that nobody asked for, and those beyond the most that a tag may have.
  ///
  /// The parser copies every attribute and compares it with all before it, which costs more than all else.
  private static func skipTag(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, keeping names: HTMLNameSet
  ) -> Int {
    var (index, count) = (start, 0)
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
      var attributeEnd = nameEnd
      if index < end, unsafe page[index] == Ascii.equals {
        index += 1
        skipSpace()
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
      if count > attributeCount || (unsafe !names.contains(UnsafeBufferPointer(page)[nameStart..<nameEnd])) {
        for position in nameStart..<attributeEnd { unsafe page[position] = 0x20 }
      }
    }
    return end
  }

  private static func skipDeclaration(_ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int)
    -> Int
  {
    let isComment =
      start + 2 < end && (unsafe page[start + 1] == UInt8(ascii: "-") && page[start + 2] == UInt8(ascii: "-"))
    var index = isComment ? start + 3 : start
    while index < end {
      let byte = unsafe page[index]
      index += 1
      guard byte == UInt8(ascii: ">") else { continue }
      if !isComment { return index }
      if unsafe page[index - 2] == UInt8(ascii: "-") && page[index - 3] == UInt8(ascii: "-") { return index }
    }
    // An unclosed comment holds the rest of the page, as it does for the parser.
    return end
  }

  private static func skipRawText(
    _ page: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int, name: Int, tag: HTMLTag
  ) -> Int {
    var index = start
    while index + 1 < end {
      guard unsafe page[index] == Ascii.less, unsafe page[index + 1] == UInt8(ascii: "/") else {
        if unsafe page[index] == 0 { unsafe page[index] = 0x20 }
        index += 1
        continue
      }
      var nameEnd = index + 2
      while nameEnd < end, unsafe isNameByte(page[nameEnd]) { nameEnd += 1 }
      if unsafe HTMLTag(UnsafeBufferPointer(page)[index + 2..<nameEnd]) == tag { return index }
      index = max(nameEnd, index + 2)
    }
    return end
  }
}
