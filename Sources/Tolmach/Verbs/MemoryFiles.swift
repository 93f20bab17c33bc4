import Foundation
public import TranslationMemory

/// What parts the units of a memory.
public enum SplitCriterion: Hashable, Sendable {
  /// The file from which a unit came.
  case origin
  /// Its languages.
  case languages
  /// The value of a property.
  case property(String)
  /// So many units a part.
  case size(Int)
}

/// A part of a memory that was split.
public struct MemoryPart: Hashable, Sendable {
  /// The path of its file.
  public var path: String
  /// How many units it holds.
  public var units: Int
}

extension MemoryStore {
  /// How many parts a memory may be split into: each is an open file.
  private static let partLimit = 200

  /// Writes the units of the memory into several; the memory itself stays as it is.
  ///
  /// - Parameters:
  ///   - criterion: what parts them.
  ///   - folder: where the parts are written, each named by what its units have in common; made where missing.
  ///   - filter: which units are written.
  ///   - isTrial: whether they are only counted.
  ///   - progress: is called with the number of units so far, every thousand.
  /// - Throws: ``TranslationMemory/MemoryError``; a part that is there already is an error before anything is written.
  public func split(
    by criterion: SplitCriterion, into folder: String, matching filter: UnitFilter = UnitFilter(),
    by author: MemoryAuthor, isTrial: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws -> [MemoryPart] {
    var counts: [String: Int] = [:]
    var numbers: [String: Set<Int64>] = [:]
    var done = 0
    try forEachEntry(matching: filter) { entry in
      let name = Self.part(of: entry, by: criterion, index: done)
      counts[name, default: 0] += 1
      numbers[name, default: []].insert(entry.number)
      done += 1
      if done % 1_000 == 0 { progress(done) }
    }
    let names = counts.keys.sorted()
    guard names.count <= Self.partLimit else {
      throw MemoryError(
        .failed, "would become \(names.count) memories; at most \(Self.partLimit) are made at a time",
        path: path)
    }
    let parts = Self.paths(for: names, in: folder)
    let result = zip(names, parts).map { MemoryPart(path: $1, units: counts[$0] ?? 0) }
    if isTrial { return result }
    for part in parts where FileIdentity.exists(part) {
      throw MemoryError(.failed, "is there already; name another folder", path: part)
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, part) in zip(names, parts) {
      var own = filter
      own.numbers = numbers[name] ?? []
      let store = try MemoryStore(path: part, mode: .create)
      _ = try store.merge(self, matching: own, duplicates: .keepAll, by: author)
    }
    return result
  }

  private static func part(of entry: MemoryEntry, by criterion: SplitCriterion, index: Int) -> String {
    switch criterion {
    case .origin: return entry.source ?? "no file"
    case .languages:
      return Set(entry.unit.variants.map(\.language.identifier)).sorted().joined(separator: "+")
    case .property(let type):
      let all = entry.unit.properties + entry.unit.variants.flatMap(\.properties)
      return all.first { $0.type == type }?.value ?? "no \(type)"
    case .size(let size):
      let number = String(index / size + 1)
      return "part-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    }
  }

  /// File names for parts: letters, digits and a few marks, each once.
  private static func paths(for names: [String], in folder: String) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      let clean = String(
        name.prefix(80).map { $0.isLetter || $0.isNumber || "-_.+".contains($0) ? $0 : "-" })
      let stem = clean.allSatisfy { $0 == "." } ? "part" : clean
      var candidate = stem
      var number = 2
      while !used.insert(candidate.lowercased()).inserted {
        candidate = "\(stem)-\(number)"
        number += 1
      }
      return "\(folder)/\(candidate).sqlite"
    }
  }

  /// Writes a copy of the memory, checks it, and gives it its name then only.
  ///
  /// - Parameter other: the path of the copy, where there must be nothing.
  /// - Returns: what the check of the copy found.
  /// - Throws: ``TranslationMemory/MemoryError``.
  public func verifiedBackup(to other: String) throws -> MemoryCheck {
    guard !FileIdentity.exists(other) else {
      throw MemoryError(.failed, "is there already; name a file that is not", path: other)
    }
    let part = other + ".part"
    // What a copy that was stopped has left.
    if FileIdentity.exists(part) { try FileManager.default.removeItem(atPath: part) }
    do {
      try backUp(to: part)
      let check = try MemoryStore(path: part, mode: .readOnly).check(lookups: 100)
      guard check.problemCount == 0 else {
        throw MemoryError(
          .damaged, "the copy is not whole: \(check.problems.first ?? ""); run `tolmach memory check`",
          path: path)
      }
      try FileManager.default.moveItem(atPath: part, toPath: other)
      return check
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  }
}
