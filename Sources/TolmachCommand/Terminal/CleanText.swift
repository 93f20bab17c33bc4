extension String {
  /// The text without what would steer a terminal: control characters become visible, controls of writing direction vanish,
  /// tabs and line ends become spaces.
  ///
  /// UTF-8 lengths change; clean parts, not wholes, where places matter.
  var cleaned: String {
    guard unicodeScalars.contains(where: { Self.steers($0) }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      case 0x80..<0xA0: result.append("\u{FFFD}")
      case 0x202A...0x202E, 0x2066...0x2069: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The columns that the text takes on a terminal.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text, followed by spaces up to a width.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }

  /// The text, or as much of its start as fits with an ellipsis.
  func start(width: Int) -> String {
    displayWidth <= width ? self : String(taken(self, width: width - 1)) + "…"
  }

  /// The text, or as much of its end as fits with an ellipsis.
  func end(width: Int) -> String {
    displayWidth <= width ? self : "…" + String(taken(reversed(), width: width - 1).reversed())
  }

  private func taken(_ characters: some Sequence<Character>, width: Int) -> [Character] {
    var (kept, used) = ([Character](), 0)
    for character in characters {
      used += character.displayWidth
      if used > width { break }
      kept.append(character)
    }
    return kept
  }
}

extension Character {
  /// The columns that a character with its marks takes on a terminal.
  var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return first.displayWidth }
    // Emoji that are joined, flagged or coloured are one picture.
    let isPicture = scalars.contains { $0.value == 0xFE0F || (0x1F1E6...0x1F1FF).contains($0.value) }
    if isPicture || (first.properties.isEmojiPresentation && first.displayWidth == 2) { return 2 }
    return scalars.reduce(0) { $0 + $1.displayWidth }
  }
}

extension Unicode.Scalar {
  /// The columns that the character takes on a terminal: 0 for marks that combine, 2 for East Asian wide characters.
  ///
  /// Source: Unicode Standard Annex #11, the blocks whose characters are W or F, in ranges.
  var displayWidth: Int {
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1160...0x11FF: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
