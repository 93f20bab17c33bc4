import Bitext
import GRDB
import Synchronization

/// What a look-up needs and the next can use again.
///
/// `@unchecked Sendable`: a workspace is in use by one task at a time, because ``WorkspacePool`` hands it out
/// to one and takes it back when that one is done.
final class Workspace: @unchecked Sendable {
  let extractor: FeatureExtractor
  let comparer: TextComparer
  let search = IndexSearch()
  private var segments: [String: [IndexSegment]] = [:]
  private var negations: [String: Set<UInt32>] = [:]
  private var tags: [String: LanguageTag] = [:]
  /// The tags asked for last: in a file two languages take turns.
  private var lastTags = [LanguageTag.undetermined, .undetermined]

  init() {
    extractor = FeatureExtractor()
    comparer = TextComparer(extractor: extractor)
  }

  /// The segments of a language; those that were there at the last call are not read again.
  func segments(_ connection: Database, language: String) throws -> [IndexSegment] {
    let found = try IndexSegment.all(connection, language: language, known: segments[language] ?? [])
    segments[language] = found
    return found
  }

  /// The features of a language's negations.
  func negations(of language: String) -> Set<UInt32> {
    if let known = negations[language] { return known }
    let found = NegationWords.features(of: language, extractor: extractor)
    negations[language] = found
    return found
  }

  /// The tag of a stored identifier; ICU is asked once for each.
  func tag(_ identifier: String) -> LanguageTag {
    for place in lastTags.indices where lastTags[place].original == identifier { return lastTags[place] }
    let tag = tags[identifier] ?? (try? LanguageTag(identifier)) ?? .undetermined
    tags[identifier] = tag
    lastTags = [lastTags[1], tag]
    return tag
  }
}

/// Lends workspaces.
final class WorkspacePool: Sendable {
  private let free = Mutex<[Workspace]>([])

  func withWorkspace<Result>(_ body: (Workspace) throws -> Result) rethrows -> Result {
    let workspace = free.withLock { $0.popLast() } ?? Workspace()
    defer { free.withLock { if $0.count < 8 { $0.append(workspace) } } }
    return try body(workspace)
  }
}
