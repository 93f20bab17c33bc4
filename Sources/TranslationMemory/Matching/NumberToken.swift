import ICU

/// A number in a text, as it is written and what it means.
struct NumberToken {
  /// The digits of a number as ASCII, without groups.
  struct Value: Hashable {
    var whole: String
    /// Nil where there is none.
    var fraction: String?
    /// The number as it stands where it is not one number, such as a version or a time.
    var literal: String?
  }

  var range: Range<Int>
  var text: String
  var value: Value
  var isGrouped: Bool
  /// Whether the digits are those of ASCII.
  var isPlain: Bool

  /// The numbers of a text, in order.
  static func all(in text: String, symbols: NumberSymbols) -> [NumberToken] {
    let scalars = Array(text.unicodeScalars)
    var offsets: [Int] = [0]
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    var tokens: [NumberToken] = []
    var index = 0
    while index < scalars.count {
      guard digit(scalars[index]) != nil else {
        index += 1
        continue
      }
      var end = index + 1
      while end < scalars.count {
        let isInside =
          separators.contains(scalars[end]) && end + 1 < scalars.count && digit(scalars[end + 1]) != nil
        guard digit(scalars[end]) != nil || isInside else { break }
        end += 1
      }
      // Numbers side by side are not one: only groups of three follow a space.
      end = endOfGroups(scalars, index, end)
      tokens.append(token(Array(scalars[index..<end]), range: offsets[index]..<offsets[end], symbols))
      index = end
    }
    return tokens
  }

  private static let separators: Set<Unicode.Scalar> = [
    ".", ",", "'", "’", "\u{A0}", "\u{202F}", " ", "٫", "٬",
  ]
  private static let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}"]

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return ("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  private static func endOfGroups(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int {
    var place = start
    while place < end {
      if spaces.contains(scalars[place]) {
        let group = scalars[(place + 1)..<end].prefix { digit($0) != nil }
        if group.count != 3 || place - start > 3 && !scalars[start..<place].contains(where: spaces.contains) {
          return place
        }
      }
      place += 1
    }
    return end
  }

  private static func token(_ scalars: [Unicode.Scalar], range: Range<Int>, _ symbols: NumberSymbols)
    -> NumberToken
  {
    let parts = scalars.split(whereSeparator: { digit($0) == nil }).map { part in
      part.map { String(digit($0) ?? 0) }.joined()
    }
    let marks = scalars.filter { digit($0) == nil }.map(String.init)
    let text = String(String.UnicodeScalarView(scalars))
    let isPlain = scalars.allSatisfy { $0.isASCII || digit($0) == nil }
    let isGroup = { (part: String) in part.utf8.count == 3 }
    func made(_ value: Value, isGrouped: Bool) -> NumberToken {
      NumberToken(range: range, text: text, value: value, isGrouped: isGrouped, isPlain: isPlain)
    }
    let whole = parts.joined()
    guard let mark = marks.first, let lastMark = marks.last, let last = parts.last else {
      return made(Value(whole: whole), isGrouped: false)
    }
    let isSpaced = mark == " " || mark == "\u{A0}" || mark == "\u{202F}"
    let groups = { (mark: String) in mark == symbols.grouping || isSpaced }
    if Set(marks).count == 1 {
      let hasGroups = parts.dropFirst().allSatisfy(isGroup) && (1...3).contains(parts[0].utf8.count)
      if groups(mark), hasGroups { return made(Value(whole: whole), isGrouped: true) }
      if marks.count == 1, mark == symbols.decimal || (mark == "." || mark == ","),
        !hasGroups || mark == symbols.decimal
      {
        return made(Value(whole: parts[0], fraction: last), isGrouped: false)
      }
    } else if marks.dropLast().allSatisfy({ $0 == mark }), lastMark != mark,
      parts.dropFirst().dropLast().allSatisfy(isGroup)
    {
      return made(Value(whole: parts.dropLast().joined(), fraction: last), isGrouped: true)
    }
    return made(Value(whole: "", literal: text), isGrouped: false)
  }

  /// A number written as another was.
  ///
  /// - Parameters:
  ///   - model: the number that it takes the place of.
  ///   - isGrouped: whether its own digits are in groups where it comes from.
  static func written(_ value: Value, like model: NumberToken, isGrouped: Bool, symbols: NumberSymbols)
    -> String
  {
    if let literal = value.literal { return literal }
    var digits = value.whole
    if model.isGrouped || (isGrouped && model.value.whole.utf8.count <= 3), digits.utf8.count > 3 {
      var groups: [Substring] = []
      var rest = digits[...]
      while rest.count > 3 {
        groups.insert(rest.suffix(3), at: 0)
        rest = rest.dropLast(3)
      }
      groups.insert(rest, at: 0)
      digits = groups.joined(separator: symbols.grouping)
    }
    if let fraction = value.fraction { digits += symbols.decimal + fraction }
    guard !model.isPlain else { return digits }
    return String(
      String.UnicodeScalarView(
        digits.unicodeScalars.map { scalar in
          guard scalar.isASCII, let digit = digit(scalar) else { return scalar }
          return Unicode.Scalar(symbols.zero.value + UInt32(digit)) ?? scalar
        }))
  }
}
