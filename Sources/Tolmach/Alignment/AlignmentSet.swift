import Formats
import Foundation

/// The pages that are to be aligned: pairs that were named, or those of folders, paired.
public struct AlignmentSet: Sendable {
  /// A page that has no version in the other language, or cannot be read.
  public struct Leftover: Hashable, Sendable {
    /// The page.
    public var page: String
    /// Why it is left over, as a sentence without a full stop.
    public var reason: String
  }

  /// The pairs, and why they are such; nil where the user named them.
  public var pairs: [(source: AlignmentPage, target: AlignmentPage, reason: PagePairing.Reason?)] = []
  /// The pages that are left over.
  public var leftovers: [Leftover] = []
  /// Pages that could not be read.
  public var failures: [(page: String, error: any Error)] = []

  /// Whether arguments name folders, which are to be paired.
  public static func areFolders(_ arguments: [String]) -> Bool {
    (1...2).contains(arguments.count)
      && arguments.allSatisfy { FolderIdentity.kind(of: $0) == .folder }
  }

  /// Creates a set of named pairs.
  public init(pairs: [(source: AlignmentPage, target: AlignmentPage)]) {
    self.pairs = pairs.map { ($0.source, $0.target, nil) }
  }

  /// Reads the pages of two folders, or of one with the pages of both languages, and pairs them.
  ///
  /// - Parameters:
  ///   - folders: one or two.
  ///   - source: the source language; where it is nil, that of most pages of the first folder.
  ///   - target: the target language; where it is nil, that of most pages of the second folder, or of most
  ///     others.
  ///   - progress: is called with each page before it is read.
  /// - Throws: ``UnclearLanguages`` where the languages have to be named, ``ICU/ICUError``.
  public init(
    folders: [String], from source: LanguageTag?, to target: LanguageTag?, reader: AlignmentPageReader,
    progress: (String) -> Void = { _ in }
  ) throws {
    var sides: [[(page: AlignmentPage, path: String)]] = []
    for folder in folders {
      var pages: [(page: AlignmentPage, path: String)] = []
      for entry in PageList().entries(of: [folder]) {
        do {
          let path = try entry.get()
          progress(path)
          pages.append((try reader.page(.file(path)), Self.path(path, in: folder)))
        } catch let error as FormatError where error.code == .empty {
          leftovers.append(Leftover(page: error.source, reason: "is empty"))
        } catch {
          let name = (try? entry.get()) ?? folder
          failures.append((name, error))
        }
      }
      sides.append(pages)
    }
    let languages = try Self.languages(of: sides, from: source, to: target)
    func isIn(_ page: AlignmentPage, _ language: LanguageTag) -> Bool {
      page.language.commonLanguage == language.commonLanguage
        && (language.script == nil || page.language.script == nil || language.script == page.language.script)
    }
    let (lefts, rights) = (
      sides[0].filter { isIn($0.page, languages.source) },
      (sides.last ?? []).filter { isIn($0.page, languages.target) }
    )
    for page in Set(sides.joined().map(\.page.name)).subtracting((lefts + rights).map(\.page.name)).sorted() {
      leftovers.append(
        Leftover(page: page, reason: "is in neither \(languages.source) nor \(languages.target)"))
    }
    let found = try PagePairing.pairs(of: lefts, with: rights)
    pairs = found.map { (lefts[$0.source].page, rights[$0.target].page, $0.reason) }
    let (pairedLeft, pairedRight) = (Set(found.map(\.source)), Set(found.map(\.target)))
    for (index, left) in lefts.enumerated() where !pairedLeft.contains(index) {
      leftovers.append(Leftover(page: left.page.name, reason: "has no version in \(languages.target)"))
    }
    for (index, right) in rights.enumerated() where !pairedRight.contains(index) {
      leftovers.append(Leftover(page: right.page.name, reason: "has no version in \(languages.source)"))
    }
  }

  private static func path(_ path: String, in folder: String) -> String {
    path.hasPrefix(folder) ? String(path.dropFirst(folder.count).drop { $0 == "/" }) : path
  }

  /// The languages that were named, or that most pages have.
  private static func languages(
    of sides: [[(page: AlignmentPage, path: String)]], from source: LanguageTag?, to target: LanguageTag?
  ) throws -> (source: LanguageTag, target: LanguageTag) {
    func ranking(_ pages: [(page: AlignmentPage, path: String)]) -> [LanguageTag] {
      var counts: [LanguageTag: Int] = [:]
      for page in pages where !page.page.language.isUndetermined {
        counts[page.page.language, default: 0] += 1
      }
      return counts.sorted { ($1.value, $0.key.identifier) < ($0.value, $1.key.identifier) }.map(\.key)
    }
    let (first, second) = (ranking(sides[0]), ranking(sides.last ?? []))
    if sides.count == 1, source == nil || target == nil, first.count != 2 {
      let known = first.filter { $0 != source && $0 != target }
      if known.count != 1 || (source == nil && target == nil) { throw UnclearLanguages(found: first) }
    }
    let from = source ?? first.first { $0 != target }
    let to = target ?? second.first { $0 != from }
    guard let from, let to else { throw UnclearLanguages(found: Array(Set(first + second))) }
    return (from, to)
  }
}

/// Pages of other than two languages stand in a folder, and none is named.
public struct UnclearLanguages: Error, Hashable, CustomStringConvertible {
  /// The languages of the pages, those of most pages first.
  public var found: [LanguageTag]

  /// A sentence that says what to name.
  public var description: String {
    found.isEmpty
      ? "no page says or shows its language; name both with --from and --to"
      : "the pages are in \(found.map(\.identifier).joined(separator: ", ")); name two with --from and --to"
  }
}
