import Tolmach

/// Shows what is known of a text while it is typed.
///
/// The line that is typed stands above its answers, which are drawn anew when no key comes for a moment. Return leaves
/// the answers on the screen and starts a new line; Control-D ends.
struct InteractiveLookup {
  /// How long no key must come before the memory is asked.
  private static let pause: Int32 = 40

  let terminal: Terminal
  let prompt: String
  /// Prints the answers to a text.
  let answer: (String) throws -> Void

  /// Runs until the end; false where standard input or output is no terminal.
  func run() throws -> Bool {
    guard terminal.isInteractive, let raw = RawTerminal() else { return false }
    terminal.status("Type a text; Return keeps the answers, Control-D ends.")
    var editor = LineEditor()
    try draw(editor, answers: [])
    while true {
      let bytes = raw.read()
      if bytes.isEmpty { break }
      let events = editor.take(bytes)
      if events.contains(.ended) { break }
      if events.contains(.accepted) {
        try keep(editor)
        editor.clear()
        try draw(editor, answers: [])
        continue
      }
      if events.isEmpty { continue }
      if isBlank(editor.text) {
        try draw(editor, answers: [])
      } else {
        let isBusy = raw.hasMore(within: Self.pause)
        try draw(editor, answers: isBusy ? nil : answers(to: editor.text))
      }
    }
    terminal.write("\r\u{1B}[J")
    terminal.flush()
    return true
  }

  private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private func answers(to text: String) throws -> [String] { try terminal.captured { try answer(text) } }

  /// Draws the line and its answers; nil leaves the answers that stand there.
  private func draw(_ editor: LineEditor, answers: [String]?) throws {
    // A line that is wider than the terminal shows its end.
    let room = max(10, terminal.width - prompt.displayWidth - 1)
    let shown = Self.tail(String(editor.characters), width: room)
    var text = "\r\u{1B}[K" + terminal.styled(prompt, .bold) + shown.cleaned
    if let answers {
      let lines = answers.prefix(RawTerminal.rows - 2).map { ANSIText.cut($0, width: terminal.width - 1) }
      text += "\u{1B}[J" + lines.map { "\r\n" + $0 }.joined()
      if !lines.isEmpty { text += "\u{1B}[\(lines.count)A" }
    }
    let column = prompt.displayWidth + min(editor.cursorColumn, shown.displayWidth)
    text += "\r" + (column > 0 ? "\u{1B}[\(column)C" : "")
    terminal.write(text)
    terminal.flush()
  }

  /// Leaves a line and all its answers on the screen.
  private func keep(_ editor: LineEditor) throws {
    let lines = isBlank(editor.text) ? [] : try answers(to: editor.text)
    terminal.write("\r\u{1B}[J" + terminal.styled(prompt, .bold) + editor.text.cleaned + "\r\n")
    for line in lines { terminal.write(line + "\r\n") }
    terminal.flush()
  }

  private static func tail(_ text: String, width: Int) -> String {
    var characters = Array(text)
    var used = text.displayWidth
    while used > width, !characters.isEmpty { used -= String(characters.removeFirst()).displayWidth }
    return String(characters)
  }
}

/// Text with escape sequences for styles in it.
enum ANSIText {
  /// The text up to a width; styles take no room and end with the text.
  static func cut(_ text: String, width: Int) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    var isEscape = false
    var hasStyle = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isEscape = true
        hasStyle = true
      }
      if isEscape {
        result.append(scalar)
        if scalar == "m" { isEscape = false }
        continue
      }
      used += scalar.displayWidth
      if used > width { break }
      result.append(scalar)
    }
    return String(result) + (used > width && hasStyle ? "\u{1B}[0m" : "")
  }
}
