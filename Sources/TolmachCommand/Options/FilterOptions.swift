import ArgumentParser
import Tolmach

/// Who made the units that are meant, when, and where they came from.
struct OriginOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only units made or changed by this user; may be repeated", valueName: "name"))
  var user: [String] = []

  @Option(
    help: ArgumentHelp("Only units made or changed on this day or later: 2024-06-20", valueName: "date"),
    transform: DateArgument.one)
  var since: Timestamp?

  @Option(
    help: ArgumentHelp("Only units made or changed before this day", valueName: "date"),
    transform: DateArgument.one)
  var before: Timestamp?

  @Option(help: ArgumentHelp("Only units that came from this file; may be repeated", valueName: "file"))
  var origin: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only units with this property, or with this value of it; may be repeated", valueName: "type[=value]"))
  var property: [String] = []

  /// The filter.
  func filter() -> UnitFilter {
    var filter = UnitFilter()
    filter.users = user
    filter.since = since
    filter.before = before
    filter.sources = origin
    filter.properties = property.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    }
    return filter
  }
}

/// Which units of a memory are meant.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only units with texts in all of these languages, with commas", valueName: "languages"),
    transform: LanguageArgument.list)
  var having: [LanguageTag]?

  @OptionGroup var origins: OriginOptions

  @Option(
    help: ArgumentHelp("Only units with a text that contains this, whatever its case", valueName: "text"))
  var contains: String?

  @Option(help: ArgumentHelp("Only units with a text in which this expression matches", valueName: "regex"))
  var matching: String?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("The language of the text for --contains and --matching", valueName: "language"),
    transform: LanguageArgument.one)
  var textLanguage: LanguageTag?

  @Option(help: ArgumentHelp("Only units with a text of at least so many characters", valueName: "count"))
  var minLength: Int?

  @Option(help: ArgumentHelp("Only units with no text of more characters", valueName: "count"))
  var maxLength: Int?

  @Flag(help: "Only units whose texts another unit has too")
  var duplicated = false

  func validate() throws {
    if textLanguage != nil, contains == nil, matching == nil {
      throw ValidationError("--in is for --contains and --matching.")
    }
  }

  /// The filter.
  ///
  /// - Throws: ``Failure`` where the expression is wrong.
  func filter(numbers: [Int64] = []) throws -> UnitFilter {
    var filter = origins.filter()
    filter.numbers = Set(numbers)
    filter.languages = having ?? []
    filter.text = contains
    filter.pattern = try matching.map { pattern in
      do { return try UnitFilter.expression(pattern) } catch {
        throw Failure("--matching: \(error)".cleaned, hint: "see the syntax of ICU's regular expressions")
      }
    }
    filter.textLanguage = textLanguage
    filter.minimumLength = minLength
    filter.maximumLength = maxLength
    filter.onlyDuplicates = duplicated
    return filter
  }
}

/// Reads dates on the command line.
enum DateArgument {
  /// A day, as `2024-06-20`, or a moment as TMX writes it.
  static func one(_ text: String) throws -> Timestamp {
    guard let date = Timestamp(text) else {
      throw ValidationError("'\(text)' is no date; write one like 2024-06-20.")
    }
    return date
  }
}

/// Whether a change is made or only shown.
struct TrialOptions: ParsableArguments {
  @Flag(help: "Show what would be done, and change nothing")
  var dryRun = false

  /// What a status line says of a trial.
  var remark: String { dryRun ? " (dry run: nothing was changed)" : "" }
}

/// For people or for programs.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

/// In which form results come.
struct RecordFormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The form of the result: text for people or json for programs", valueName: "form"))
  var format: RecordFormat = .text

  var isJSON: Bool { format == .json }
}
