/// Reads as much of ICU's regular expression syntax as ``PatternShape`` needs; gives up on the rest.
struct PatternParser {
  private let units: [UInt16]
  private var offset = 0

  init(_ pattern: String) { units = Array(pattern.utf16) }

  private var next: UInt16? { offset < units.count ? units[offset] : nil }

  /// The whole expression; nil where something in it is not understood.
  mutating func parseAll() -> PatternNode? {
    guard let node = parseChoice(), offset == units.count else { return nil }
    return node
  }

  private mutating func parseChoice() -> PatternNode? {
    var nodes: [PatternNode] = []
    repeat {
      guard let node = parseSequence() else { return nil }
      nodes.append(node)
    } while take(0x7C)
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func parseSequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let unit = next, unit != 0x7C, unit != 0x29 {
      guard let atom = parseAtom() else { return nil }
      guard let node = parseQuantifier(atom) else { return nil }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func take(_ unit: UInt16) -> Bool {
    guard next == unit else { return false }
    offset += 1
    return true
  }

  private mutating func parseQuantifier(_ atom: PatternNode) -> PatternNode? {
    guard let unit = next else { return atom }
    var node = atom
    switch unit {
    case 0x2A: node = .repeated(atom, least: 0, most: .max)
    case 0x2B: node = .repeated(atom, least: 1, most: .max)
    case 0x3F: node = .repeated(atom, least: 0, most: 1)
    case 0x7B:
      offset += 1
      guard let least = parseNumber() else { return nil }
      var most = least
      if take(0x2C) { most = parseNumber() ?? .max }
      guard next == 0x7D else { return nil }
      node = .repeated(atom, least: least, most: most)
    default: return atom
    }
    offset += 1
    if next == 0x3F || next == 0x2B { offset += 1 }
    return node
  }

  private mutating func parseNumber() -> Int? {
    let start = offset
    var value = 0
    while let unit = next, (0x30...0x39).contains(unit), offset - start < 6 {
      value = value * 10 + Int(unit - 0x30)
      offset += 1
    }
    return offset > start ? value : nil
  }

  private mutating func parseAtom() -> PatternNode? {
    guard let unit = next else { return nil }
    offset += 1
    switch unit {
    case 0x2E: return .set(.any)
    case 0x5E, 0x24: return .assertion
    case 0x5B: return parseClass().map { .set($0) }
    case 0x28: return parseGroup()
    case 0x5C: return parseEscape()
    case 0x2A, 0x2B, 0x3F: return nil
    default:
      // Half of a pair of surrogates stands for any of them.
      if (0xD800...0xDFFF).contains(unit) { return .set(PatternShape.Characters(hasAnyOther: true)) }
      var set = PatternShape.Characters()
      set.insert(unit)
      return .set(set)
    }
  }

  private mutating func parseGroup() -> PatternNode? {
    var isAssertion = false
    if take(0x3F) {
      guard let kind = next else { return nil }
      offset += 1
      switch kind {
      case 0x3A, 0x3E: break
      case 0x3D, 0x21: isAssertion = true
      case 0x3C:
        guard next == 0x3D || next == 0x21 else { return nil }
        offset += 1
        isAssertion = true
      default: return nil
      }
    }
    guard let node = parseChoice(), take(0x29) else { return nil }
    return isAssertion ? .assertion : node
  }

  private mutating func parseEscape() -> PatternNode? {
    guard let unit = next else { return nil }
    switch unit {
    case 0x62:
      offset += 1
      return .wordBoundary
    case 0x42, 0x41, 0x5A, 0x7A, 0x47:
      offset += 1
      return .assertion
    case 0x30...0x39, 0x6B, 0x51, 0x45, 0x58, 0x4E, 0x52: return nil
    default: return parseEscapedSet().map { .set($0) }
    }
  }

  /// The characters that an escape stands for, the backslash passed.
  private mutating func parseEscapedSet() -> PatternShape.Characters? {
    guard let unit = next else { return nil }
    offset += 1
    var set = PatternShape.Characters()
    switch unit {
    case 0x73, 0x68, 0x76:  // s h v
      for space: UInt16 in [9, 10, 11, 12, 13, 32] { set.insert(space) }
      set.hasAnyOther = true
    case 0x64:  // d
      set.insert(0x30...0x39)
      set.hasAnyOther = true
    case 0x77:  // w
      for range: ClosedRange<UInt16> in [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A] {
        set.insert(range)
      }
      set.hasAnyOther = true
    case 0x53, 0x44, 0x57, 0x48, 0x56: return .any
    case 0x70, 0x50:  // p P
      guard take(0x7B) else { return nil }
      var name = ""
      while let unit = next, unit != 0x7D, let scalar = Unicode.Scalar(unit) {
        name.unicodeScalars.append(scalar)
        offset += 1
      }
      guard take(0x7D) else { return nil }
      switch name {
      case "Lu", "Lt": set.insert(0x41...0x5A)
      case "Ll": set.insert(0x61...0x7A)
      case "L", "Alphabetic":
        set.insert(0x41...0x5A)
        set.insert(0x61...0x7A)
      case "N", "Nd": set.insert(0x30...0x39)
      case "Ps": for mark in "([{".utf16 { set.insert(mark) }
      case "Pe": for mark in ")]}".utf16 { set.insert(mark) }
      case "Po": for mark in "!\"#%&'*,./:;?@\\".utf16 { set.insert(mark) }
      case "Lo", "Pi", "Pf", "Mn", "M": break
      default: return .any
      }
      set.hasAnyOther = true
      // Beyond ASCII anything may stand either way.
      if unit == 0x50 { return name == "Lt" ? .any : set.inverted }
    case 0x74: set.insert(9)
    case 0x6E: set.insert(10)
    case 0x72: set.insert(13)
    case 0x66: set.insert(12)
    case 0x75, 0x78:  // u x
      var value: UInt16 = 0
      var digits = 0
      while digits < (unit == 0x75 ? 4 : 2), let unit = next, let digit = Self.hexadecimal(unit) {
        value = value << 4 | digit
        digits += 1
        offset += 1
      }
      guard digits > 1 else { return nil }
      set.insert(value)
    default:
      guard unit < 0x80, !(0x61...0x7A).contains(unit | 0x20) else { return nil }
      set.insert(unit)
    }
    return set
  }

  private static func hexadecimal(_ unit: UInt16) -> UInt16? {
    switch unit {
    case 0x30...0x39: unit - 0x30
    case 0x41...0x46: unit - 0x37
    case 0x61...0x66: unit - 0x57
    default: nil
    }
  }

  /// A class in brackets, the opening one passed.
  private mutating func parseClass() -> PatternShape.Characters? {
    let isNegated = take(0x5E)
    var set = PatternShape.Characters()
    var isFirst = true
    while let unit = next {
      if unit == 0x5D, !isFirst {
        offset += 1
        return isNegated ? set.inverted : set
      }
      isFirst = false
      if unit == 0x5B {
        offset += 1
        guard let inner = parseClass() else { return nil }
        set.formUnion(inner)
        continue
      }
      if unit == 0x26, offset + 1 < units.count, units[offset + 1] == 0x26 { return nil }
      offset += 1
      if unit == 0x5C {
        guard let escaped = parseEscapedSet() else { return nil }
        set.formUnion(escaped)
        continue
      }
      if (0xD800...0xDFFF).contains(unit) {
        set.hasAnyOther = true
        continue
      }
      if next == 0x2D, offset + 1 < units.count, units[offset + 1] != 0x5D {
        let end = units[offset + 1]
        guard end != 0x5C, end != 0x5B, end >= unit else { return nil }
        offset += 2
        set.insert(unit...end)
      } else {
        set.insert(unit)
      }
    }
    return nil
  }
}
