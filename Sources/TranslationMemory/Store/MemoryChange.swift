import Bitext
import GRDB

/// A change of a memory on its way: the transaction, its journal, and what writes units in it.
struct MemoryChange {
  let connection: Database
  let journal: UnitJournal
  let writer: UnitWriter
}

extension MemoryStore {
  /// Ends a trial: its transaction is rolled back.
  private struct TrialEnds: Error {}

  /// Changes the memory in one transaction that the log records.
  ///
  /// - Parameters:
  ///   - isTrial: whether everything is rolled back at the end, so that only the answer remains.
  ///   - body: makes the changes; its second value says for people what was done.
  func change<Result>(
    _ kind: MemoryOperation.Kind, subject: String? = nil, by author: MemoryAuthor,
    duplicates: DuplicatePolicy = .byContext, isTrial: Bool = false,
    featureLimit: Int = IndexWriter.featureLimit,
    _ body: (MemoryChange) throws -> (Result, counts: String)
  ) throws -> Result {
    var trialResult: Result?
    do {
      return try Self.translatingErrors(path) {
        try database.write { connection in
          let journal = try UnitJournal(connection, kind, subject: subject, author: author)
          let writer = try UnitWriter(
            connection, journal: journal, policy: duplicates, featureLimit: featureLimit)
          let (result, counts) = try body(
            MemoryChange(connection: connection, journal: journal, writer: writer))
          try writer.finish()
          try journal.finish(counts: counts)
          if isTrial {
            trialResult = result
            throw TrialEnds()
          }
          return result
        }
      }
    } catch is TrialEnds {
      if let trialResult { return trialResult }
      throw MemoryError(.failed, "the trial gave no answer", path: path)
    }
  }
}
