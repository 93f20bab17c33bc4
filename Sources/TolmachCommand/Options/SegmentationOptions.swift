import ArgumentParser
import Tolmach

/// By which rules text is cut.
struct SegmentationOptions: ParsableArguments {
  /// Rules that come with the program.
  enum Rules: String, ExpressibleByArgument, CaseIterable {
    case builtin
    case unicode
  }

  @Option(
    help: ArgumentHelp(
      "The rules: builtin is language data and learned figures, unicode is UAX #29 and nothing else",
      valueName: "name"))
  var rules: Rules = .builtin

  @Option(
    help: ArgumentHelp(
      "Use the rules of an SRX file instead of the built-in ones; with --extend, before them",
      valueName: "file"),
    completion: .file(extensions: ["srx"]))
  var srx: String?

  @Flag(
    help: ArgumentHelp(
      "Keep the built-in rules where the SRX file is silent: its rules decide first, break or not"))
  var extend = false

  @Flag(help: "Leave out the rules of the SRX file that are wrong, with a warning, and use the rest")
  var keepGoing = false

  @Flag(help: "Also cut strings that touch without a space, as in 'mediabankRussian' or 'ГлавнаяHome'")
  var splitGlued = false

  func validate() throws {
    if rules == .unicode, splitGlued {
      throw ValidationError("--rules unicode is UAX #29 and nothing else: leave out --split-glued.")
    }
    if srx == nil {
      if extend { throw ValidationError("--extend needs the SRX file that extends the rules: --srx FILE.") }
      if keepGoing { throw ValidationError("--keep-going is about the rules of an SRX file: --srx FILE.") }
    } else if rules == .unicode {
      throw ValidationError("Give either --srx or --rules unicode.")
    }
  }

  /// The options of a segmenter.
  ///
  /// - Throws: what is wrong with the SRX file.
  func resolved(_ terminal: Terminal) throws -> SegmenterOptions {
    var options = SegmenterOptions(splitsGluedText: splitGlued)
    if let srx {
      let read = try SRXRules(reading: .argument(srx), leavingOutBroken: keepGoing)
      for error in read.broken { terminal.warning("left out: \(error)".cleaned) }
      options.rules = extend ? .extended(read) : .srx(read)
    } else if rules == .unicode {
      options.rules = .unicode
    }
    return options
  }
}
