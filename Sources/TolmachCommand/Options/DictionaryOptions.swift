import ArgumentParser
import Tolmach

/// Which hunspell dictionaries help to find terms in their forms.
struct DictionaryOptions: ParsableArguments {
  @Option(
    name: .customLong("dictionaries"),
    help: ArgumentHelp(
      "A folder of hunspell dictionaries; may be repeated; by default those that are installed",
      valueName: "folder"), completion: .directory)
  var folders: [String] = []

  @Flag(help: "Find terms by the built-in endings alone")
  var noDictionaries = false

  func validate() throws {
    if noDictionaries, !folders.isEmpty {
      throw ValidationError("Give either --dictionaries or --no-dictionaries.")
    }
  }

  /// Reads the dictionaries of languages; what is wrong with one goes to standard error.
  ///
  /// - Throws: ``Failure`` where a folder that the user named is not there.
  func read(_ languages: [LanguageTag], _ terminal: Terminal) throws -> InflectionDictionaries {
    if noDictionaries || languages.isEmpty { return InflectionDictionaries() }
    if let missing = folders.first(where: { !Environment.isFolder($0) }) {
      throw Failure(
        "\(missing.cleaned) is no folder", hint: "--dictionaries names a folder with NAME.aff and NAME.dic")
    }
    let found = InflectionDictionaries(
      in: folders.isEmpty ? Environment.dictionaryFolders : folders, for: languages
    ) { problem, path in terminal.warning(ProblemText.line(problem, path: path)) }
    if !folders.isEmpty {
      for language in languages where found[language] == nil {
        terminal.warning(
          "no dictionary of the language \(language) is in \(folders.joined(separator: ", ").cleaned)")
      }
    }
    return found
  }
}
