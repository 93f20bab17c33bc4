import ArgumentParser

/// `tolmach terms`: finds terms in a text where no subcommand is named.
struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Find, keep, check and collect the names and terms of glossaries",
    discussion: """
      The names in a sentence, with their renderings:
        tolmach terms --glossary Glossaries/people.csv --lang en 'Vladimir Putin arrived in Hanoi'

      Without a glossary, the countries, cities, languages, currencies and dates that CLDR knows:
        tolmach terms --builtin --lang ru --to en,vi 'встреча в Ханое 20 июня'

      A glossary kept beside the memory:
        tolmach terms import Glossaries/*.csv --memory news.sqlite
        tolmach terms list --memory news.sqlite

      Do translations use the terms; which terms are missing from the glossary:
        tolmach terms check news.tmx --from en --to ru
        tolmach terms extract news.tmx --from en --to ru > proposals.csv

      A JSON object a line in, one out, for other programs:
        echo '{"id": 1, "text": "To Lam"}' | tolmach terms --glossary people.csv --lang en --jsonl
      """,
    subcommands: [
      TermsAnnotateCommand.self, TermsListCommand.self, TermsAddCommand.self, TermsImportCommand.self,
      TermsExportCommand.self, TermsCheckCommand.self, TermsExtractCommand.self,
    ],
    defaultSubcommand: TermsAnnotateCommand.self)
}
