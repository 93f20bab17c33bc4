import ArgumentParser
import Tolmach

/// `tolmach`: lists the subcommands.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tolmach",
    abstract: "Find what is not translated, and remember how it was translated before",
    discussion: """
      Check a page for strings that were left in another language:
        tolmach check --to en page.html

      Start a project, fill its memory, ask it:
        tolmach init --source ru --target en
        tolmach import news.tmx
        tolmach lookup 'Заголовок открываемого материала'

      A file tolmach.yml in the working directory or above gives languages, memory and glossaries to every command.

      Exit status: 0 done and nothing found, 1 findings, 2 usage or input error.
      Environment: NO_COLOR and TERM decide on colour, COLUMNS on the width, USER or LOGNAME name who imports.
      """,
    version: TolmachVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Pages and texts:",
        subcommands: [CheckCommand.self, SegmentCommand.self, IdentifyCommand.self, AlignCommand.self]),
      CommandGroup(
        name: "Memory and glossaries:",
        subcommands: [
          LookupCommand.self, ConcordanceCommand.self, AnalyzeCommand.self, TermsCommand.self,
          NamesCommand.self, ImportCommand.self, ExportCommand.self, MemoryCommand.self, CleanCommand.self,
        ]),
      CommandGroup(name: "Setting up:", subcommands: [InitCommand.self, FormatsCommand.self]),
    ])
}
