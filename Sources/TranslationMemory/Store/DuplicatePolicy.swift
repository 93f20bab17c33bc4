import Bitext

/// What becomes of units that are like others.
public enum DuplicatePolicy: String, Hashable, Sendable, CaseIterable {
  /// Units with the same texts are one, unless their names or their neighbours tell them apart.
  case byContext = "by-context"
  /// Units with the same texts are one, whatever their names and neighbours.
  case merge
  /// Of units with the same source text in the same languages the newest alone stays.
  case keepNewest = "keep-newest"
  /// Every unit stays.
  case keepAll = "keep-all"
}

/// Joins what is known of units with the same texts.
enum UnitMerging {
  /// Whether two units with the same texts may be one under a policy.
  static func mayMerge(_ stored: TranslationUnit, _ new: TranslationUnit, policy: DuplicatePolicy) -> Bool {
    switch policy {
    case .keepAll: return false
    case .merge, .keepNewest: return true
    case .byContext:
      func agree(_ left: String?, _ right: String?) -> Bool { left == nil || right == nil || left == right }
      return agree(stored.id, new.id) && agree(stored.context?.previous, new.context?.previous)
        && agree(stored.context?.next, new.context?.next)
    }
  }

  /// A unit with what another with the same texts adds to it.
  ///
  /// The first creation and the last change count; remarks and values are united; of attributes that
  /// contradict each other the newer unit's stays.
  static func merged(_ stored: TranslationUnit, with new: TranslationUnit) -> TranslationUnit {
    var result = stored
    result.id = stored.id ?? new.id
    result.sourceLanguage = stored.sourceLanguage ?? new.sourceLanguage
    result.provenance = merged(stored.provenance, with: new.provenance)
    result.properties += new.properties.filter { !stored.properties.contains($0) }
    result.notes += united(stored.notes, new.notes)
    if let context = new.context {
      result.context = TranslationUnit.Context(
        previous: stored.context?.previous ?? context.previous, next: stored.context?.next ?? context.next)
    }
    for index in result.variants.indices {
      let own = result.variants[index]
      guard
        let other = new.variants.first(where: {
          $0.language == own.language && $0.content == own.content
        })
      else { continue }
      result.variants[index].provenance = merged(own.provenance, with: other.provenance)
      result.variants[index].properties += other.properties.filter { !own.properties.contains($0) }
      result.variants[index].notes += united(own.notes, other.notes)
    }
    return result
  }

  private static func united(_ stored: [Note], _ new: [Note]) -> [Note] {
    new.filter { note in !stored.contains { $0.text == note.text && $0.language == note.language } }.map {
      Note(text: $0.text, language: $0.language, encoding: $0.encoding)
    }
  }

  private static func merged(_ stored: Provenance, with new: Provenance) -> Provenance {
    if stored == new { return stored }
    var result = stored
    if let created = new.created, stored.created.map({ created < $0 }) ?? true {
      result.created = created
      result.createdBy = new.createdBy ?? stored.createdBy
    } else {
      result.createdBy = stored.createdBy ?? new.createdBy
    }
    let isNewer = (new.changed ?? new.created).map { new in
      (stored.changed ?? stored.created).map { $0 < new } ?? true
    }
    if let changed = new.changed, stored.changed.map({ $0 < changed }) ?? true {
      result.changed = changed
      result.changedBy = new.changedBy ?? stored.changedBy
    } else {
      result.changedBy = stored.changedBy ?? new.changedBy
    }
    result.attributes.merge(new.attributes) { old, new in isNewer ?? false ? new : old }
    return result
  }

  /// When a unit got its texts, as far as it says so.
  static func date(of unit: TranslationUnit) -> Timestamp? {
    let all = [unit.provenance] + unit.variants.map(\.provenance)
    return all.compactMap { [$0.changed, $0.created].compactMap { $0 }.max() }.max()
  }
}
