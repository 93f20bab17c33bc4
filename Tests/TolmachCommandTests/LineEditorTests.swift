import Testing

@testable import TolmachCommand

/// A line as it is typed on a terminal.
struct LineEditorTests {
  private func typed(_ pieces: [UInt8]...) -> LineEditor {
    var editor = LineEditor()
    for piece in pieces { _ = editor.take(piece) }
    return editor
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func lettersOfAnyScriptAreTypedEvenInPieces() {
    let letters = bytes("Да đ 文😀")
    var editor = LineEditor()
    for byte in letters { _ = editor.take([byte]) }
    #expect(editor.text == "Да đ 文😀" && editor.cursor == 7)
    #expect(editor.cursorColumn == 9)
  }

  @Test func keysMoveAndDelete() {
    #expect(typed(bytes("abc"), bytes("\u{1B}[D\u{7F}")).text == "ac")
    #expect(typed(bytes("abc\u{1B}[Hx")).text == "xabc")
    #expect(typed(bytes("abc\u{1B}[H\u{1B}[3~")).text == "bc")
    #expect(typed(bytes("one two\u{17}")).text == "one ")
    #expect(typed(bytes("one two\u{15}")).text == "")
    #expect(typed(bytes("ab\u{1}\u{B}")).text == "")
    // Keys that mean nothing here leave nothing behind.
    #expect(typed(bytes("a\u{1B}[1;5A\u{1B}OPb\u{9}")).text == "ab")
  }

  @Test func aMarkJoinsTheLetterBeforeIt() {
    let editor = typed(bytes("e"), bytes("\u{301}"))
    #expect(editor.characters.count == 1 && editor.cursor == 1)
  }

  @Test func returnAcceptsAndControlDEndsAnEmptyLineOnly() {
    var editor = LineEditor()
    #expect(editor.take(bytes("a\r")) == [.changed, .accepted])
    #expect(editor.take([0x04]).isEmpty)
    editor.clear()
    #expect(editor.take([0x04]) == [.ended])
    #expect(editor.take([0x03]) == [.ended])
  }

  @Test func bytesThatAreNoTextAreDropped() {
    #expect(
      typed([0x80, 0x41, 0xFF, 0xC3, 0xA9, 0x42]).text.unicodeScalars.allSatisfy { $0.isASCII || $0 == "é" })
  }

  @Test func styledLinesAreCutByWhatIsSeen() {
    #expect(ANSIText.cut("\u{1B}[1mabcdef\u{1B}[0m", width: 3) == "\u{1B}[1mabc\u{1B}[0m")
    #expect(ANSIText.cut("文字列", width: 4) == "文字")
    #expect(ANSIText.cut("abc", width: 3) == "abc")
  }
}
