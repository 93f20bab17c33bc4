import ArgumentParser
import Tolmach

/// What a table of pairs may not say of itself.
struct PairOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of the first column, where the file does not say", valueName: "language"),
    transform: LanguageArgument.one)
  var from: LanguageTag?

  @Option(
    help: ArgumentHelp(
      "The language of the second column, where the file does not say", valueName: "language"),
    transform: LanguageArgument.one)
  var to: LanguageTag?

  @Option(help: ArgumentHelp("The charset of the files, whatever they declare", valueName: "name"))
  var charset: String?

  /// The options for a reader.
  var reading: ReadingOptions {
    ReadingOptions(sourceLanguage: from, targetLanguage: to, charset: charset)
  }
}
