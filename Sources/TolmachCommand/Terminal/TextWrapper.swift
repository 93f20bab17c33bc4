/// Breaks text into lines of a width in terminal columns.
enum TextWrapper {
  /// The lines; a word that is wider than a line is broken between characters, as are scripts without spaces.
  ///
  /// - Parameter width: in columns, at least 2, the width of the widest character.
  static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    // Where the line can end: after a space, or between two wide characters.
    var (breakIndex, breakWidth): (String.Index?, Int) = (nil, 0)
    for character in text {
      let columns = character.displayWidth
      if character == " ", used == 0 { continue }
      if used + columns > width, !line.isEmpty {
        if character == " " {
          lines.append(line)
          (line, used, breakIndex) = ("", 0, nil)
          continue
        }
        if let place = breakIndex, columns < 2 || !(line.last.map(isWide) ?? false) {
          let rest = String(line[place...])
          lines.append(String(line[..<place]).withoutFinalSpace)
          (line, used) = (rest, used - breakWidth)
        } else {
          lines.append(line.withoutFinalSpace)
          (line, used) = ("", 0)
        }
        breakIndex = nil
      }
      line.append(character)
      used += columns
      if character == " " || columns == 2 { (breakIndex, breakWidth) = (line.endIndex, used) }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line.withoutFinalSpace) }
    return lines
  }

  private static func isWide(_ character: Character) -> Bool { character.displayWidth == 2 }
}

extension String {
  fileprivate var withoutFinalSpace: String { last == " " ? String(dropLast()) : self }
}
