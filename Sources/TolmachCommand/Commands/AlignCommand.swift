import ArgumentParser
import Tolmach

struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Find which sentences of two texts render each other",
    discussion: """
      The pairs of two files that hold a sentence a line, side by side:
        tolmach align --segmented --from de --to fr buch.de.txt livre.fr.txt

      Numbers of lines for other programs, [0, 1]:[0] a line; documents are parted by an empty line, and the documents
      of one call teach each other:
        tolmach align --segmented --from zh --to en --format indices 1.zh 1.en 2.zh 2.en
      """)

  enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case tsv
    case indices
  }

  @Argument(
    help: ArgumentHelp("Source and target by turns; - is standard input", valueName: "file"),
    completion: .file())
  var files: [String]

  @Flag(help: "The files hold a sentence a line")
  var segmented = false

  @Option(help: "How pairs are written: tsv, or indices")
  var format: OutputFormat = .tsv

  @OptionGroup var languages: LanguagePairOptions
  @OptionGroup var project: ProjectOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard segmented else {
      throw ValidationError(
        "Pass --segmented and files that hold a sentence a line; `tolmach segment` cuts texts into sentences."
      )
    }
    guard !files.isEmpty, files.count.isMultiple(of: 2) else {
      throw ValidationError("Name files in pairs: source, target, source, target.")
    }
  }

  func run() throws {
    try common.run { terminal in
      let (from, to) = try languages.pair(project.resolved(terminal))
      var documents: [AlignmentDocument] = []
      for index in stride(from: 0, to: files.count, by: 2) {
        documents.append(
          AlignmentDocument(
            source: try SentenceFiles.sentences(of: .argument(files[index])),
            target: try SentenceFiles.sentences(of: .argument(files[index + 1]))))
      }
      let results = try SentenceAligner(from: from, to: to).alignments(of: documents)
      for (index, result) in results.enumerated() {
        if index > 0 { terminal.line() }
        for bead in result.beads { show(bead, of: documents[index], terminal) }
        if result.quality < DocumentAlignment.doubtfulQuality {
          let names = "\(files[index * 2].cleaned) and \(files[index * 2 + 1].cleaned)"
          terminal.warning(
            "\(names) hardly look like translations of each other (\(Self.percent(result.quality)))")
        }
      }
      return 0
    }
  }

  private func show(_ bead: Bead, of document: AlignmentDocument, _ terminal: Terminal) {
    switch format {
    case .indices:
      let sides = [bead.source, bead.target].map { side in
        "[" + side.map(String.init).joined(separator: ", ") + "]"
      }
      terminal.line(sides.joined(separator: ":"))
    case .tsv:
      let source = document.source[bead.source].map(\.text).joined(separator: " ")
      let target = document.target[bead.target].map(\.text).joined(separator: " ")
      terminal.line(
        [Self.percent(bead.confidence), Self.field(source), Self.field(target)].joined(separator: "\t"))
    }
  }

  private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }

  /// A text as a field of a table: what would end the field or the line is escaped.
  private static func field(_ text: String) -> String {
    var field = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": field += "\\\\"
      case "\t": field += "\\t"
      case "\n": field += "\\n"
      case "\r": field += "\\r"
      default: field.unicodeScalars.append(scalar)
      }
    }
    return field
  }
}
