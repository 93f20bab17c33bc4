/// Names of attributes, to be found in any case without allocating.
struct HTMLNameSet {
  /// What the parser itself looks at.
  ///
  /// Source: HTML Living Standard, section 13.2.6 ("Tree construction"): hidden inputs in tables, integration points,
  /// `font` in foreign content.
  private static let structural = ["type", "encoding", "color", "face", "size"]

  /// The names, by their length.
  private var byLength: [[[UInt8]]] = []

  /// An attribute that counts only where its value holds a text, and the text; empty where there is none.
  private let conditional: [UInt8]
  private let condition: [UInt8]

  init(_ names: [String], condition: (attribute: String, text: String)? = nil) {
    conditional = Array((condition?.attribute ?? "").utf8)
    self.condition = Array((condition?.text ?? "").utf8)
    for name in names + Self.structural {
      let bytes = Array(name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append(bytes)
    }
  }

  /// Whether the attribute of a name counts only where its value holds a text.
  func isConditional(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    unsafe !conditional.isEmpty && name.count == conditional.count
      && name.elementsEqual(conditional) { Ascii.lowercase($0) == $1 }
  }

  /// Whether a value holds the text, or has character references that may hide it.
  func meetsCondition(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var index = unsafe value.startIndex
    while unsafe index < value.endIndex {
      let byte = unsafe value[index]
      if byte == Ascii.ampersand { return true }
      if byte == condition.first, unsafe value[index...].starts(with: condition) { return true }
      index += 1
    }
    return false
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
