/// Compares the numbers of two texts.
enum NumberComparison {
  /// A number of fewer digits may be a word on the other side.
  private static let leastDigitsAlone = 3

  /// How the numbers disagree; nil where they do not.
  ///
  /// Digits of any script count, separators within a number do not. `1990` goes with `90`, `5` with `17`
  /// where one side has hours with `a.m.` or `p.m.`; a number of one or two digits may be a word on the
  /// other side.
  static func disagreement(_ first: String, _ second: String) -> String? {
    let digits = (numbers(in: first), numbers(in: second))
    guard digits.0 != digits.1 else { return nil }
    // The same digits in other groups: `10 000` and `10,000`, `3 5` and `3.5`.
    if digits.0.joined().sorted() == digits.1.joined().sorted() { return nil }
    var (left, right) = (digits.0.map(withoutLeadingZeros), digits.1.map(withoutLeadingZeros))
    for number in left {
      if let place = right.firstIndex(of: number), let own = left.firstIndex(of: number) {
        left.remove(at: own)
        right.remove(at: place)
      }
    }
    guard !left.isEmpty || !right.isEmpty else { return nil }
    let hasHalfDays = [first, second].contains { text in
      text.lowercased().contains(/\d\s?[ap]\.?\s?m\b/)
    }
    for number in left {
      let partner = right.firstIndex { other in
        number.hasSuffix(other) && other.count > 1 || other.hasSuffix(number) && number.count > 1
          || hasHalfDays
            && (Int(number).map { one in Int(other).map { abs(one - $0) == 12 } ?? false } ?? false)
      }
      if let partner, let own = left.firstIndex(of: number) {
        left.remove(at: own)
        right.remove(at: partner)
      }
    }
    if !left.isEmpty, !right.isEmpty {
      return "\(left.joined(separator: ", ")) and \(right.joined(separator: ", "))"
    }
    guard let missing = (left + right).first(where: { $0.count >= leastDigitsAlone }) else { return nil }
    return "\(missing) stands on one side only"
  }

  /// The numbers, as ASCII digits without separators, sorted.
  private static func numbers(in text: String) -> [String] {
    guard text.unicodeScalars.contains(where: { digit($0) != nil }) else { return [] }
    var numbers: [String] = []
    var number = ""
    var separator: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let digit = digit(scalar) {
        number.append(digit)
        separator = nil
      } else if !number.isEmpty {
        // One separator between digits belongs to the number.
        if separator == nil, ".,’'\u{A0}\u{202F}\u{66B}\u{66C}".unicodeScalars.contains(scalar) {
          separator = scalar
        } else {
          numbers.append(number)
          number = ""
          separator = nil
        }
      }
    }
    if !number.isEmpty { numbers.append(number) }
    return numbers.sorted()
  }

  private static func withoutLeadingZeros(_ number: String) -> String {
    let plain = number.drop { $0 == "0" }
    return plain.isEmpty ? "0" : String(plain)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Character? {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) ? Character(scalar) : nil
    }
    guard scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue
    else {
      return nil
    }
    return Character(String(Int(value)))
  }
}
