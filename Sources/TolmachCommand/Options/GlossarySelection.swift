import ArgumentParser
import Tolmach

/// Which entries a command goes through, one by one, and in which languages.
struct GlossarySelection: ParsableArguments {
  @Option(
    help: ArgumentHelp("The languages, with commas; by default all", valueName: "languages"),
    transform: LanguageArgument.list)
  var languages: [LanguageTag]?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var glossary: GlossaryOptions
  @OptionGroup var project: ProjectOptions

  /// The entries.
  ///
  /// - Throws: ``Failure`` where there is no glossary.
  func source(_ terminal: Terminal) throws -> GlossarySource {
    try glossary.source(try project.resolved(terminal), memory: memory.memory)
  }
}
