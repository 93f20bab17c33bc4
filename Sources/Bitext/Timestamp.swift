/// A moment in UTC, to the second.
///
/// Written as TMX and ISO 8601 basic format do: `20240620T093000Z`.
public struct Timestamp: Hashable, Sendable, Codable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public var seconds: Int64

  /// Creates a moment from seconds since 1970.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads `YYYYMMDDTHHMMSSZ`, and the extended form `YYYY-MM-DDTHH:MM:SSZ`; a date alone is its midnight.
  ///
  /// Returns nil where the text is neither, or names no real date.
  public init?(_ text: String) {
    var digits: [Int] = []
    for character in text.utf8 {
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Int(character - UInt8(ascii: "0")))
      case UInt8(ascii: "T"), UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: ":"): continue
      default: return nil
      }
    }
    guard digits.count == 14 || digits.count == 8 else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    let time = digits.count == 14 ? (number(8..<10), number(10..<12), number(12..<14)) : (0, 0, 0)
    guard (1...12).contains(month), (1...31).contains(day), time.0 < 24, time.1 < 60, time.2 < 61 else {
      return nil
    }
    let days = Self.daysFromCivil(year: year, month: month, day: day)
    seconds = Int64(days) * 86_400 + Int64(time.0 * 3_600 + time.1 * 60 + time.2)
  }

  /// Earlier is less.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `daysFromCivil`, same source.
  private static func civilFromDays(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private var parts: [Int] {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = Int(seconds) - days * 86_400
    let date = Self.civilFromDays(days)
    return [date.year, date.month, date.day, rest / 3_600, rest / 60 % 60, rest % 60]
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The date alone, for people: `2024-06-20`.
  public var date: String {
    let parts = parts
    return [Self.padded(parts[0], 4), Self.padded(parts[1], 2), Self.padded(parts[2], 2)].joined(
      separator: "-")
  }
}

extension Timestamp {
  /// The date and the time to the minute, for people: `2024-06-20 09:30`.
  public var minute: String { "\(date) \(Self.padded(parts[3], 2)):\(Self.padded(parts[4], 2))" }
}

extension Timestamp: CustomStringConvertible {
  /// The moment as TMX writes it: `20240620T093000Z`.
  public var description: String {
    let parts = parts
    let digits = [Self.padded(parts[0], 4)] + parts[1...].map { Self.padded($0, 2) }
    return digits[0...2].joined() + "T" + digits[3...5].joined() + "Z"
  }
}
