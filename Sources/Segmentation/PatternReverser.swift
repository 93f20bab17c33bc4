/// Turns a regular expression round, so that it reads a text backwards.
///
/// A `beforebreak` matches where its reverse matches the reversed text from the place on; ICU can look back
/// over bounded text only, and tries every length.
struct PatternReverser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  private init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  /// The reverse of an expression; nil where something in it cannot be turned round.
  ///
  /// What stands first in the expression is asked for as few times as it may: only whether there is a match
  /// counts, not how long it is.
  static func reversed(_ pattern: String) -> String? {
    var reverser = PatternReverser(pattern)
    // A mode that holds for all of the expression holds for all of its reverse.
    let mode = reverser.take("(?i)") ? "(?i)" : ""
    guard let result = reverser.choice(isOutermost: true), reverser.offset == reverser.scalars.count else {
      return nil
    }
    return result.isEmpty ? "" : mode + result
  }

  private struct Item {
    var text: String
    var quantifier = ""
    /// What the quantifier shrinks to where one match is as good as many; nil where the item may be left out.
    var least: String? = ""
  }

  private var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  private mutating func choice(isOutermost: Bool) -> String? {
    var branches: [String] = []
    repeat {
      guard let branch = sequence(isOutermost: isOutermost) else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.joined(separator: "|")
  }

  private mutating func sequence(isOutermost: Bool) -> String? {
    var items: [Item] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard var item = atom().map({ Item(text: $0) }), quantify(&item) else { return nil }
      items.append(item)
    }
    if isOutermost {
      while let first = items.first {
        guard let least = first.least else {
          items.removeFirst()
          continue
        }
        items[0].quantifier = least
        break
      }
    }
    return items.reversed().map { $0.text + $0.quantifier }.joined()
  }

  /// Reads a quantifier, if there is one; false where it cannot be turned round.
  private mutating func quantify(_ item: inout Item) -> Bool {
    let start = offset
    switch next {
    case "*", "?":
      item.least = nil
      offset += 1
    case "+": offset += 1
    case "{":
      offset += 1
      let digits = scalars[offset...].prefix { ("0"..."9").contains($0) }
      guard !digits.isEmpty, digits.count < 6 else { return false }
      let number = String(String.UnicodeScalarView(digits))
      item.least = Int(number) == 0 ? nil : "{\(number)}"
      offset = digits.endIndex
      if take(",") { offset = scalars[offset...].prefix { ("0"..."9").contains($0) }.endIndex }
      guard take("}") else { return false }
    default: return true
    }
    item.quantifier = String(String.UnicodeScalarView(scalars[start..<offset]))
    // How much is taken first does not matter, but what is never given back does.
    if next == "+" { return false }
    _ = take("?")
    return next != "*" && next != "+" && next != "?"
  }

  private mutating func atom() -> String? {
    guard let scalar = next else { return nil }
    switch scalar {
    case "(": return group()
    case "[": return characterClass()
    case "\\": return escape()
    // The start of the text is the end of the reversed one.
    case "^":
      offset += 1
      return "\\z"
    case "$", "*", "+", "?", "{": return nil
    case "}":
      offset += 1
      return "\\}"
    default:
      offset += 1
      return String(scalar)
    }
  }

  private mutating func group() -> String? {
    var opening = "(?:"
    if take("(?:") {
    } else if take("(?=") {
      opening = "(?<="
    } else if take("(?!") {
      opening = "(?<!"
    } else if take("(?<=") {
      opening = "(?="
    } else if take("(?<!") {
      opening = "(?!"
    } else if take("(?") {
      return nil
    } else {
      offset += 1
    }
    guard let inner = choice(isOutermost: false), take(")") else { return nil }
    if opening.hasPrefix("(?<") {
      // What looked ahead looks back now, and ICU does that over bounded text only.
      return opening + SRXRuleList.prepared(inner, isBounded: true) + ")"
    }
    return opening + inner + ")"
  }

  private mutating func characterClass() -> String? {
    let start = offset
    var depth = 0
    repeat {
      guard let scalar = next else { return nil }
      offset += 1
      switch scalar {
      case "[":
        depth += 1
        _ = take("^")
        if next == "]" { return nil }
      case "]": depth -= 1
      case "\\":
        guard let escaped = next, escaped != "Q" else { return nil }
        offset += 1
      default: break
      }
    } while depth > 0
    return String(String.UnicodeScalarView(scalars[start..<offset]))
  }

  private mutating func escape() -> String? {
    let start = offset
    offset += 1
    guard let scalar = next else { return nil }
    offset += 1
    var digits = 0
    switch scalar {
    case "A": return "\\z"
    // Back references, quoted text, ends of the text, and what is longer than a character.
    case "0"..."9", "k", "Q", "E", "G", "Z", "z", "X", "R": return nil
    case "u": digits = 4
    case "U": digits = 8
    case "x" where next != "{": digits = 2
    case "c": digits = 1
    case "p", "P", "x", "N":
      guard next == "{", let end = scalars[offset...].firstIndex(of: "}") else { return nil }
      offset = end + 1
    default: break
    }
    guard offset + digits <= scalars.count else { return nil }
    offset += digits
    return String(String.UnicodeScalarView(scalars[start..<offset]))
  }
}
