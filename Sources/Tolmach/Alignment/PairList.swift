public import Formats

/// Names of files in pairs, as people give them.
public enum PairList {
  private static let largest = 64 * 1_048_576

  /// The pairs of a list: source, target, source, target.
  ///
  /// - Throws: ``OddFile`` where the last has no partner.
  public static func pairs(of files: [String]) throws -> [(source: String, target: String)] {
    guard files.count.isMultiple(of: 2) else { throw OddFile(file: files.last ?? "") }
    return stride(from: 0, to: files.count, by: 2).map { (files[$0], files[$0 + 1]) }
  }

  /// The pairs of a file with two names a line, parted by a tab; empty lines and those that start with # are
  /// passed over.
  ///
  /// - Throws: ``Formats/FormatError`` with the line that has not two names.
  public static func pairs(of source: InputSource) throws(FormatError) -> [(source: String, target: String)] {
    let text = String(decoding: try source.open().readAll(limit: largest), as: UTF8.self)
    var pairs: [(source: String, target: String)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") { continue }
      let names = line.split(separator: "\t")
      guard names.count == 2 else {
        throw FormatError(
          .malformed, "this line must name two files, parted by a tab", source: source.name,
          position: TextPosition(line: number + 1, column: 1))
      }
      pairs.append((String(names[0]), String(names[1])))
    }
    return pairs
  }
}

/// Files were named in pairs, and one is left.
public struct OddFile: Error, Hashable, CustomStringConvertible {
  /// The last.
  public var file: String

  /// A sentence that says what to do.
  public var description: String {
    "\(file) has no partner; name files in pairs: source, target, source, target"
  }
}
