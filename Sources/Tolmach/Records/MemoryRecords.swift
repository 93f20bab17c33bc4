import Formats
public import JSON
public import TranslationMemory

/// A line of `memory filter --format json`: a unit with its place in the memory.
public struct EntryRecord: JSONWritable, Sendable {
  private let entry: MemoryEntry

  /// Creates the record.
  public init(_ entry: MemoryEntry) { self.entry = entry }

  /// Writes the record as a JSON object: `number`, `version`, `origin`, and the fields of a unit.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("number", Int(entry.number))
      writer.field("version", Int(entry.version))
      writer.field("origin", ifPresent: entry.source)
      UnitJSON.fields(of: entry.unit, &writer)
    }
  }
}

/// A line of `memory log --format json`.
public struct OperationRecord: JSONWritable, Sendable {
  private let operation: MemoryOperation

  /// Creates the record.
  public init(_ operation: MemoryOperation) { self.operation = operation }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("number", Int(operation.number))
      writer.field("kind", operation.kindName)
      writer.field("date", operation.date.description)
      writer.field("user", ifPresent: operation.user)
      writer.field("subject", ifPresent: operation.subject)
      writer.field("counts", operation.counts)
      writer.field("undoneBy", ifPresent: operation.undoneBy.map { Int($0) })
    }
  }
}

/// The answer of `memory check --format json`.
public struct CheckRecord: JSONWritable, Sendable {
  private let check: MemoryCheck

  /// Creates the record.
  public init(_ check: MemoryCheck) { self.check = check }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("units", check.units)
      writer.field("lookedUp", check.lookedUp)
      writer.field("problemCount", check.problemCount)
      writer.field("problems", check.problems)
    }
  }
}

/// The answer of `memory stats --format json`.
public struct StatisticsRecord: JSONWritable, Sendable {
  private let statistics: MemoryStore.Statistics
  private let path: String

  /// Creates the record.
  public init(_ statistics: MemoryStore.Statistics, path: String) {
    self.statistics = statistics
    self.path = path
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("memory", path)
      writer.field("bytes", statistics.bytes)
      writer.field("units", statistics.units)
      writer.field("aside", statistics.aside)
      writer.field("duplicates", statistics.duplicates)
      writer.field("imports", statistics.imports)
      writer.field("earliest", ifPresent: statistics.earliest?.description)
      writer.field("latest", ifPresent: statistics.latest?.description)
      writer.key("languages")
      writer.object { writer in
        for (tag, count) in statistics.variants.sorted(by: { $0.key.identifier < $1.key.identifier }) {
          writer.key(tag.identifier)
          writer.object { writer in
            writer.field("texts", count)
            writer.field("characters", statistics.characters[tag] ?? 0)
          }
        }
      }
      counts("origins", statistics.sources, &writer)
      counts("users", statistics.users, &writer)
    }
  }

  private func counts(_ name: String, _ counts: [String: Int], _ writer: inout JSONWriter) {
    writer.key(name)
    writer.object { writer in
      for (name, count) in counts.sorted(by: { $0.key < $1.key }) { writer.field(name, count) }
    }
  }
}
