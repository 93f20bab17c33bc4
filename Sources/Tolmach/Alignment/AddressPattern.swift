import ICU
import Languages

/// Addresses and paths without the parts that name a language, so that versions of one page have one pattern.
///
/// `news/en/about.html`, `about.en.html`, `about_en.html`, `https://en.example.org/about`, `about?lang=en`.
struct AddressPattern: Hashable {
  /// The address with the languages left out.
  private(set) var pattern = ""
  /// The languages that were left out, in order.
  private(set) var languages: [LanguageTag] = []

  init(_ address: String) {
    var rest = address[...]
    if let fragment = rest.firstIndex(of: "#"), fragment > rest.startIndex { rest = rest[..<fragment] }
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    let query = rest.firstIndex(of: "?")
    let path = rest[..<(query ?? rest.endIndex)]
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    var kept: [String] = []
    for (index, part) in parts.enumerated() {
      if let tag = Self.tag(part) {
        languages.append(tag)
      } else {
        kept.append(named(part, isLast: index == parts.count - 1))
      }
    }
    pattern = kept.joined(separator: "/")
    guard let query else { return }
    let arguments = rest[rest.index(after: query)...].split(separator: "&").filter { argument in
      let sides = argument.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, let tag = Self.tag(sides[1]) else { return true }
      languages.append(tag)
      return false
    }
    if !arguments.isEmpty { pattern += "?" + arguments.joined(separator: "&") }
  }

  /// A part of a path without a language at one of its ends or before its ending.
  private mutating func named(_ part: Substring, isLast: Bool) -> String {
    var pieces = part.split(separator: ".", omittingEmptySubsequences: false)
    if pieces.count > 1 {
      for index in pieces.indices.reversed() where index > 0 || !isLast {
        if let tag = Self.tag(pieces[index]) {
          // The last piece of a file's name is its ending, as in `page.html.en` or `page.md`.
          if isLast, index == pieces.count - 1, pieces.count == 2 { continue }
          languages.append(tag)
          pieces.remove(at: index)
          return pieces.joined(separator: ".")
        }
      }
    }
    guard let stem = pieces.first else { return String(part) }
    for separator in ["_", "-"] as [Character] {
      let words = stem.split(separator: separator, omittingEmptySubsequences: false)
      guard words.count > 1 else { continue }
      if words.count > 2, let tag = Self.tag(words.suffix(2).joined(separator: "-")[...]) {
        languages.append(tag)
        pieces[0] = words.dropLast(2).joined(separator: String(separator))[...]
      } else if let last = words.last, let tag = Self.tag(last) {
        languages.append(tag)
        pieces[0] = words.dropLast().joined(separator: String(separator))[...]
      } else if let first = words.first, let tag = Self.tag(first) {
        languages.append(tag)
        pieces[0] = words.dropFirst().joined(separator: String(separator))[...]
      } else {
        continue
      }
      break
    }
    return pieces.joined(separator: ".")
  }

  private static let known = Set(LanguageDetector.languages.map(\.language)).union(["iw", "no", "he"])

  /// The tag that a part of an address is: two letters, or three of a language that is known, and maybe a
  /// region.
  private static func tag(_ text: Substring) -> LanguageTag? {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard (1...2).contains(parts.count), let language = parts.first, (2...3).contains(language.utf8.count),
      language.utf8.count == 2 || known.contains(language.lowercased()),
      parts.count == 1 || (parts[1].utf8.count == 2 || parts[1].utf8.count == 4)
    else { return nil }
    guard parts.joined().utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }),
      LanguageIdentifier.isKnown(String(text)), let tag = try? LanguageTag(String(text)),
      known.contains(tag.language)
    else { return nil }
    return tag
  }
}
