/// A line on the terminal that says how far the work is: silent for the first quarter of a second, at most thirty times a
/// second, erased at the end.
struct Progress {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var isVisible = false

  init(isShown: Bool) { self.isShown = isShown }

  /// Whether it is time to show something new.
  mutating func isDue() -> Bool {
    guard isShown else { return false }
    let now = ContinuousClock.now
    guard now - start > .milliseconds(250), last.map({ now - $0 > .milliseconds(33) }) ?? true else {
      return false
    }
    last = now
    return true
  }

  /// What to write to show a text.
  mutating func shown(_ text: String) -> String {
    isVisible = true
    return "\r\u{1B}[K" + text
  }

  /// What to write to erase the line; nil where there is none.
  mutating func erased() -> String? {
    guard isVisible else { return nil }
    isVisible = false
    return "\r\u{1B}[K"
  }
}
