import Bitext

/// Compares the tags and placeholders of two texts.
enum TagComparison {
  /// What one side lacks; nil where both have the same.
  ///
  /// Inline codes are told apart by kind, since their content may be translated; placeholders and tags in
  /// the text, such as `%s`, `{name}` and `<b>`, by their spelling.
  static func missing(_ source: MarkedText, _ target: MarkedText) -> String? {
    if !source.codes.isEmpty || !target.codes.isEmpty {
      let (left, right) = (kinds(of: source), kinds(of: target))
      for kind in Set(left.keys).union(right.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
        let (one, two) = (left[kind] ?? 0, right[kind] ?? 0)
        if one != two { return "\(one) codes of kind \(kind.rawValue) and \(two)" }
      }
    }
    let (left, right) = (placeholders(in: source.text), placeholders(in: target.text))
    guard left != right else { return nil }
    let (first, second) = (left.filter { !right.contains($0) }, right.filter { !left.contains($0) })
    guard let lost = first.first ?? second.first else {
      return "placeholders stand a different number of times"
    }
    return "\(lost) stands on one side only"
  }

  private static func kinds(of text: MarkedText) -> [InlineCode.Kind: Int] {
    text.codes.reduce(into: [:]) { counts, placed in
      // A pair that is split over segments is the same markup.
      let kind: InlineCode.Kind =
        switch placed.code.kind {
        case .isolatedOpen: .open
        case .isolatedClose: .close
        default: placed.code.kind
        }
      counts[kind, default: 0] += 1
    }
  }

  /// `%s`, `%1$d`, `%(name)s`, `%@`, `{0}`, `{name}`, `${name}`, `<b>`, `</b>`, `<br/>`, sorted.
  private static func placeholders(in text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x7B || $0 == 0x3C }) else { return [] }
    let pattern =
      /%(?:\d+\$|\([A-Za-z_]\w*\))?(?:\.\d+)?[sdifu@](?![A-Za-z])|\{[A-Za-z_]?\w*\}|<\/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?\/?>/
    return text.matches(of: pattern).map { match in
      // Attributes may be translated.
      let whole = String(match.output)
      guard whole.hasPrefix("<") else { return whole }
      return whole.prefix { !$0.isWhitespace && $0 != ">" && ($0 != "/" || whole.hasPrefix("</")) } + ">"
    }.sorted()
  }
}
