internal import CICU

/// The letters that a language is written with, by CLDR.
///
/// Source: CLDR exemplar characters (UTS #35 part 2, section 3.1). Digraphs count by their letters.
public struct ExemplarCharacters: Sendable {
  private let ranges: [ClosedRange<UInt32>]

  /// Reads the letters of a language.
  ///
  /// - Parameters:
  ///   - tag: a language tag.
  ///   - includesAuxiliary: whether letters of foreign words and names count too.
  /// - Throws: ``ICUError`` where ICU cannot read them.
  public init(of tag: String, includesAuxiliary: Bool = false) throws(ICUError) {
    var all: [ClosedRange<UInt32>] = []
    for kind in includesAuxiliary ? [Int32(0), 1] : [0] {
      let opened = try unsafe checked("read the letters of '\(tag)'") {
        unsafe cicu_exemplars_open(tag, kind, &$0)
      }
      guard let set = unsafe opened else { continue }
      defer { unsafe cicu_set_close(set) }
      for index in 0..<(unsafe cicu_set_range_count(set)) {
        var (first, last) = (UInt32(0), UInt32(0))
        if unsafe cicu_set_range(set, index, &first, &last) == 0, first <= last { all.append(first...last) }
      }
    }
    ranges = all.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether no letters are known.
  public var isEmpty: Bool { ranges.isEmpty }

  /// Whether a character, or its lower-case form, is one of the letters.
  ///
  /// Costs O(log ranges).
  public func contains(_ scalar: Unicode.Scalar) -> Bool {
    if containsExactly(scalar.value) { return true }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 && lower.first.map { containsExactly($0.value) } == true
  }

  private func containsExactly(_ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    // Main and auxiliary ranges may overlap, but each starts at or before what it holds.
    return low < ranges.count && ranges[low].contains(value)
  }
}
