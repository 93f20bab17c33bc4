import ArgumentParser

/// When to colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  /// On a terminal, unless NO_COLOR is set or TERM is dumb.
  case auto
  /// Everywhere.
  case always
  /// Nowhere.
  case never
}

/// A look of text on a terminal.
enum Style: String {
  case bold = "1"
  case dim = "2"
  case underlined = "4"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case blue = "34"
  case cyan = "36"

  static func apply(_ styles: [Style], to text: String) -> String {
    "\u{1B}[" + styles.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1B}[0m"
  }
}
