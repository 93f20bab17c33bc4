import ArgumentParser
import Tolmach

struct TermsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an entry to the glossary of a memory",
    discussion: """
      Terms are given as LANGUAGE=TERM, the preferred one of a language first:
        tolmach terms add en='To Lam' ru='То Лам' vi='Tô Lâm' --kind person --id person-to-lam

      A word that must not be used for another:
        tolmach terms add en=Kiev --status forbidden

      An entry of the same id takes the place of the one that is there.
      """)

  @Argument(help: ArgumentHelp("The terms: LANGUAGE=TERM", valueName: "term"))
  var terms: [String]

  @Option(help: ArgumentHelp("The stable name of the entry", valueName: "name"))
  var id: String?

  @Option(help: ArgumentHelp("What it is: person, title, organisation, place, ...", valueName: "word"))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "preferred, admitted, deprecated, superseded, forbidden or proposed", valueName: "word"))
  var status: TermStatus = .preferred

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("How capitals count: any, initial or exact", valueName: "rule"))
  var caseRule: TermCaseRule?

  @Flag(help: "The terms stay as they are in every language")
  var doNotTranslate = false

  @Option(help: ArgumentHelp("What it means", valueName: "text"))
  var definition: String?

  @Option(help: ArgumentHelp("Where it comes from", valueName: "text"))
  var source: String?

  @Option(help: ArgumentHelp("What a translator must know", valueName: "text"))
  var note: String?

  @OptionGroup var memory: MemoryOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      let now = Timestamp(seconds: Environment.now)
      var concept = Concept(
        id: id, kind: kind, definition: definition, isTranslatable: !doNotTranslate,
        notes: note.map { [Note(text: $0)] } ?? [], source: source,
        provenance: Provenance(created: now, createdBy: Environment.user))
      for text in terms {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, !parts[1].allSatisfy(\.isWhitespace) else {
          throw Failure("'\(text.cleaned)' is no term", hint: "write LANGUAGE=TERM, for example en='To Lam'")
        }
        let language = try LanguageArgument.one(String(parts[0]))
        let isFirst = concept.terms(in: language).isEmpty
        concept.add(
          Term(
            String(parts[1]), status: isFirst || status.value != .preferred ? status.value : .admitted,
            caseRule: caseRule?.value),
          language: language)
      }
      let path = try memory.path(try project.resolved(terminal))
      let counts = try TermStore(path: path, mode: .create).add([concept])
      let what = counts.added > 0 ? "added" : counts.replaced > 0 ? "replaced" : "was there already"
      terminal.status("\(path.cleaned): 1 entry \(what)")
      return 0
    }
  }
}

/// A status as people write it.
struct TermStatus: ExpressibleByArgument {
  static let preferred = TermStatus(value: .preferred)
  let value: Term.Status
  init(value: Term.Status) { self.value = value }
  init?(argument: String) {
    guard let value = Term.Status(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
  var defaultValueDescription: String { value.rawValue }
}

/// A case rule as people write it.
struct TermCaseRule: ExpressibleByArgument {
  let value: Term.CaseRule
  init?(argument: String) {
    guard let value = Term.CaseRule(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
}
