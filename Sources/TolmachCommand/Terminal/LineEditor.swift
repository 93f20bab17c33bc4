/// A line of text that is being typed: takes the bytes of a terminal, knows the text and the place of the cursor.
///
/// Keys: the arrows, Home, End, Backspace, Delete, and Control with A, E, B, F, U, K, W, as in shells.
struct LineEditor {
  /// What a key asks for beyond editing.
  enum Event: Equatable {
    /// The text was changed.
    case changed
    /// The cursor was moved.
    case moved
    /// Return was pressed.
    case accepted
    /// The end was asked for: Control-C, or Control-D in an empty line.
    case ended
  }

  private(set) var characters: [Character] = []
  /// The place of the cursor: before the character of this number.
  private(set) var cursor = 0
  /// The bytes of a character or of an escape sequence that is not whole yet.
  private var pending: [UInt8] = []

  /// What was typed.
  var text: String { String(characters) }

  /// The columns of the terminal before the cursor.
  var cursorColumn: Int { String(characters[..<cursor]).displayWidth }

  /// Empties the line.
  mutating func clear() {
    characters = []
    cursor = 0
  }

  /// Takes bytes, and says what they came to; the last is the latest.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Event] { bytes.compactMap { take($0) } }

  private mutating func take(_ byte: UInt8) -> Event? {
    if let first = pending.first {
      pending.append(byte)
      return first == 0x1B ? takeEscape() : takeCharacter()
    }
    switch byte {
    case 0x0D, 0x0A: return .accepted
    case 0x03: return .ended
    case 0x04: return characters.isEmpty ? .ended : delete(from: cursor, to: cursor + 1)
    case 0x7F, 0x08: return delete(from: cursor - 1, to: cursor)
    case 0x01: return move(to: 0)
    case 0x05: return move(to: characters.count)
    case 0x02: return move(to: cursor - 1)
    case 0x06: return move(to: cursor + 1)
    case 0x0B: return delete(from: cursor, to: characters.count)
    case 0x15: return delete(from: 0, to: cursor)
    case 0x17: return delete(from: startOfWord, to: cursor)
    case 0x1B: pending = [byte]
    case 0..<0x20: return nil
    case 0x20..<0x80: return insert(String(UnicodeScalar(byte)))
    default: pending = [byte]
    }
    return nil
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  /// A character beyond ASCII, when it is whole.
  private mutating func takeCharacter() -> Event? {
    let wanted = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : 2
    if pending.count < wanted { return nil }
    defer { pending = [] }
    return String(validating: pending, as: UTF8.self).flatMap { insert($0) }
  }

  /// An escape sequence, when it is whole: `ESC [ parameters letter` or `ESC O letter`.
  private mutating func takeEscape() -> Event? {
    guard let last = pending.last else { return nil }
    if pending.count == 2 {
      if last == UInt8(ascii: "[") || last == UInt8(ascii: "O") { return nil }
      pending = []
      return nil
    }
    // Longer ones are no keys of this editor; none is longer than this.
    if (0x20..<0x40).contains(last), pending.count < 16 { return nil }
    let parameters = pending[2..<(pending.count - 1)]
    pending = []
    switch last {
    case UInt8(ascii: "C"): return move(to: cursor + 1)
    case UInt8(ascii: "D"): return move(to: cursor - 1)
    case UInt8(ascii: "H"): return move(to: 0)
    case UInt8(ascii: "F"): return move(to: characters.count)
    case UInt8(ascii: "~"):
      switch String(decoding: parameters, as: UTF8.self) {
      case "1", "7": return move(to: 0)
      case "4", "8": return move(to: characters.count)
      case "3": return delete(from: cursor, to: cursor + 1)
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func insert(_ text: String) -> Event {
    // A mark that combines joins the character before it.
    let before = String(characters[..<cursor]) + text
    let count = before.count
    characters = Array(before) + characters[cursor...]
    cursor = count
    return .changed
  }

  private mutating func delete(from start: Int, to end: Int) -> Event? {
    let range = max(0, start)..<min(max(0, end), characters.count)
    if range.isEmpty { return nil }
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return .changed
  }

  private mutating func move(to place: Int) -> Event? {
    let place = min(max(0, place), characters.count)
    if place == cursor { return nil }
    cursor = place
    return .moved
  }
}
