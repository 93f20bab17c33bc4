import Bitext

/// Cuts text into rows of cells as it comes in.
///
/// Source: RFC 4180 for quotation marks; TSV has escapes instead.
struct RowSplitter {
  private static let longestRow = 16 * 1_048_576

  private(set) var problems: [Problem] = []
  private let separator: UInt8
  private let isTabbed: Bool
  private let hasEscapes: Bool
  private let source: String
  private var cells: [String] = []
  private var cell: [UInt8] = []
  private var rowBytes = 0
  private var line = 1
  private var rowLine = 1
  private var quoteLine = 1
  private var state = State.start

  private enum State {
    /// At the start of a cell.
    case start
    /// In a cell without quotation marks.
    case bare
    /// Inside quotation marks.
    case quoted
    /// After a quotation mark inside a quoted cell: the end, or the first of two.
    case quote
    /// After a backslash in TSV.
    case escape
  }

  /// For values in quotation marks.
  init(separator: UInt8, in source: String) {
    self.separator = separator
    self.source = source
    isTabbed = false
    hasEscapes = false
  }

  /// For values with escapes.
  init(tabbedIn source: String) {
    separator = 0x09
    self.source = source
    isTabbed = true
    hasEscapes = true
  }

  /// For values between tabs that stand for themselves.
  init(plainTabsIn source: String) {
    separator = 0x09
    self.source = source
    isTabbed = true
    hasEscapes = false
  }

  mutating func add(_ bytes: [UInt8], _ body: ([String], _ line: Int) throws -> Void) throws {
    for byte in bytes {
      switch state {
      case .quoted:
        if byte == UInt8(ascii: "\"") { state = .quote } else { cell.append(byte) }
      case .quote where byte == UInt8(ascii: "\""):
        cell.append(byte)
        state = .quoted
      case .escape:
        switch byte {
        case UInt8(ascii: "n"): cell.append(0x0A)
        case UInt8(ascii: "t"): cell.append(0x09)
        case UInt8(ascii: "r"): cell.append(0x0D)
        case UInt8(ascii: "\\"): cell.append(byte)
        default:
          cell.append(UInt8(ascii: "\\"))
          try takeBare(byte, body)
          if byte == 0x0A { line += 1 }
          continue
        }
        state = .bare
      default: try takeBare(byte, body)
      }
      rowBytes += 1
      if byte == 0x0A { line += 1 }
      if rowBytes > Self.longestRow {
        let isQuote = state == .quoted || state == .quote
        throw FormatError(
          .malformed,
          isQuote
            ? "a quotation mark opens a cell that does not close" : "a row is longer than 16 MB",
          source: source,
          position: TextPosition(line: isQuote ? quoteLine : rowLine, column: 1))
      }
    }
  }

  /// A byte outside quotation marks.
  private mutating func takeBare(_ byte: UInt8, _ body: ([String], Int) throws -> Void) throws {
    switch byte {
    case separator: endCell()
    case 0x0A: try endRow(body)
    case UInt8(ascii: "\"") where state == .start && !isTabbed:
      state = .quoted
      quoteLine = line
    case UInt8(ascii: "\\") where hasEscapes: state = .escape
    default:
      cell.append(byte)
      state = .bare
    }
  }

  private mutating func endCell() {
    cells.append(String(decoding: cell, as: UTF8.self))
    cell.removeAll(keepingCapacity: true)
    state = .start
  }

  private mutating func endRow(_ body: ([String], Int) throws -> Void) throws {
    // A carriage return before the line feed belongs to the line end.
    if cell.last == 0x0D { cell.removeLast() }
    endCell()
    // An empty line is no row.
    if cells != [""] { try body(cells, rowLine) }
    cells.removeAll(keepingCapacity: true)
    rowBytes = 0
    rowLine = line + 1
  }

  mutating func finish(_ body: ([String], _ line: Int) throws -> Void) throws {
    if state == .quoted {
      problems.append(
        Problem(
          .error, "a quotation mark opens a cell that does not close; the rest of the file was read into it",
          position: TextPosition(line: quoteLine, column: 1)))
    }
    if state == .escape { cell.append(UInt8(ascii: "\\")) }
    if !cell.isEmpty || !cells.isEmpty { try endRow(body) }
  }
}
