import Tolmach

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The streams of the command: data go to standard output, everything else to standard error.
final class Terminal {
  /// Whether standard output is a terminal.
  let isInteractive: Bool
  /// Whether standard input is a terminal.
  let isInputInteractive: Bool
  /// The columns of the terminal; 80 where there is none.
  let width: Int
  private let isQuiet: Bool
  private let outputColors: Bool
  private let errorColors: Bool
  private let isErrorTerminal: Bool
  private var output: [UInt8] = []
  /// The lines that are caught instead of written.
  private var caught: [String]?
  private var progress: Progress

  init(color: ColorChoice = .auto, isQuiet: Bool = false) {
    isInteractive = isatty(STDOUT_FILENO) == 1
    isInputInteractive = isatty(STDIN_FILENO) == 1
    isErrorTerminal = isatty(STDERR_FILENO) == 1
    self.isQuiet = isQuiet
    let allows = Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    outputColors = color == .always || (color == .auto && allows && isInteractive)
    errorColors = color == .always || (color == .auto && allows && isErrorTerminal)
    width = Self.columns() ?? 80
    progress = Progress(isShown: isErrorTerminal && !isQuiet)
  }

  /// Whether reports are coloured.
  var isColored: Bool { outputColors }

  /// Text in a style on standard output.
  func styled(_ text: String, _ styles: Style...) -> String {
    outputColors && !text.isEmpty ? Style.apply(styles, to: text) : text
  }

  /// Writes a line of data.
  func line(_ text: String = "") {
    if caught != nil {
      caught?.append(text)
      return
    }
    clearProgress()
    output.append(contentsOf: text.utf8)
    output.append(0x0A)
    if isInteractive || output.count >= 65_536 { flush() }
  }

  /// The lines that `body` writes, instead of writing them; what it says of how things went is a line too.
  func captured(_ body: () throws -> Void) rethrows -> [String] {
    caught = []
    defer { caught = nil }
    try body()
    return caught ?? []
  }

  /// Writes data as they are.
  func write(_ text: String) {
    output.append(contentsOf: text.utf8)
    if output.count >= 65_536 { flush() }
  }

  /// Writes data as they are.
  func write(_ bytes: [UInt8]) {
    output.append(contentsOf: bytes)
    if output.count >= 65_536 { flush() }
  }

  /// Writes out what is buffered.
  func flush() {
    Self.writeAll(output, to: STDOUT_FILENO)
    output.removeAll(keepingCapacity: true)
  }

  /// Says how things went; silent where the user wants quiet.
  func status(_ text: String) {
    guard !isQuiet else { return }
    message(text)
  }

  /// Says that something is amiss though the work goes on.
  func warning(_ text: String) { message(label("warning:", .yellow) + " " + text) }

  /// Says what failed, and what to do about it.
  func failure(_ failure: Failure) {
    message(label("error:", .red) + " " + failure.message)
    if let hint = failure.hint { message(label("hint:", .cyan) + " " + hint) }
  }

  /// Writes a line to standard error.
  func message(_ text: String) {
    if caught != nil {
      caught?.append(text)
      return
    }
    flush()
    clearProgress()
    Self.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes a prompt, without a newline.
  func prompt(_ text: String) {
    flush()
    Self.writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Shows how far the work is.
  func progress(_ text: @autoclosure () -> String) {
    guard progress.isDue() else { return }
    Self.writeAll(Array(progress.shown(String(text().prefix(width - 1))).utf8), to: STDERR_FILENO)
  }

  /// Erases the progress line.
  func clearProgress() {
    if let text = progress.erased() { Self.writeAll(Array(text.utf8), to: STDERR_FILENO) }
  }

  private func label(_ text: String, _ style: Style) -> String {
    errorColors ? Style.apply([.bold, style], to: text) : text
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        // Nobody reads any more, or the disk is full: the first is no fault of ours, the second must not pass unseen.
        if errno != EPIPE, descriptor == STDOUT_FILENO {
          writeAll(
            Array("error: standard output: \(String(cString: strerror(errno)))\n".utf8), to: STDERR_FILENO)
        }
        exit(errno == EPIPE ? 0 : 2)
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func columns() -> Int? {
    if let value = Environment.value("COLUMNS").flatMap({ Int($0) }), value > 20 { return value }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return nil }
    return Int(size.ws_col)
  }
}

private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, base, count)
}
