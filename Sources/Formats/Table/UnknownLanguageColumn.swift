import Bitext
import ICU

/// A column of a table that was meant to be a language, to all appearance, but has no tag that is known.
struct UnknownLanguageColumn {
  /// The tag that was meant, where it can be told.
  let suggestion: String?

  /// Nil for names of other columns.
  ///
  /// Looks like a language: its English name (`Russian`), two letters, or letters with a script or region (`xx-YY`, `xx_YY`).
  init?(_ name: String) {
    guard !name.isEmpty, !["id", "no"].contains(name.lowercased()), !LanguageIdentifier.isKnown(name) else {
      return nil
    }
    if let tag = Self.names[name.lowercased()] {
      suggestion = tag
      return
    }
    suggestion = nil
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 } && name.utf8.count <= 12
    guard isPlain, let first = name.first, first.isLetter else { return nil }
    if parts.count > 1 {
      guard (2...3).contains(parts[0].count), parts[0].allSatisfy(\.isLetter),
        parts.dropFirst().allSatisfy({ $0.count <= 8 })
      else { return nil }
    } else {
      let words = name.split(separator: "_")
      let isRegion = words.count == 2 && words[1].count == 2 && words[1].allSatisfy(\.isUppercase)
      guard name.count == 2 && name.allSatisfy(\.isLetter) || isRegion && (2...3).contains(words[0].count)
      else { return nil }
    }
  }

  /// A warning for each such column of a header.
  ///
  /// - Parameter isOther: whether a column is none that the reader understands.
  static func problems(in cells: [String], line: Int, isOther: (Int) -> Bool) -> [Problem] {
    var column = 1
    return cells.enumerated().compactMap { place, cell in
      defer { column += cell.unicodeScalars.count + 1 }
      guard isOther(place), let found = UnknownLanguageColumn(cell.collapsed) else { return nil }
      let hint = found.suggestion.map { "; if it is one, name it '\($0)'" } ?? ""
      return Problem(
        .warning, "the column '\(cell.collapsed)' is no known language, and was kept as a property\(hint)",
        position: TextPosition(line: line, column: column))
    }
  }

  /// English names of languages in small letters, and their tags.
  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for tag in LanguageIdentifier.available where !tag.contains("-") {
      names[LanguageIdentifier.displayName(of: tag).lowercased()] = tag
    }
    return names
  }()
}
