/// Names of attributes, to be found in any case without allocating.
struct HTMLNameSet {
  /// What the parser itself looks at.
  ///
  /// Source: HTML Living Standard, section 13.2.6 ("Tree construction"): hidden inputs in tables, integration points,
  /// `font` in foreign content.
  private static let structural = ["type", "encoding", "color", "face", "size"]

  /// The names, by their length.
  private var byLength: [[[UInt8]]] = []

  init(_ names: [String]) {
    for name in names + Self.structural {
      let bytes = Array(name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append(bytes)
    }
  }

  func contains(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard unsafe name.count < byLength.count else { return false }
    let start = unsafe name.startIndex
    for candidate in unsafe byLength[name.count] {
      var index = 0
      while index < candidate.count, unsafe Ascii.lowercase(name[start + index]) == candidate[index] {
        index += 1
      }
      if index == candidate.count { return true }
    }
    return false
  }
}
