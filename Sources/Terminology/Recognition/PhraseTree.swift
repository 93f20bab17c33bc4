/// The terms of a glossary as paths of words.
struct PhraseTree: Sendable {
  /// A term that ends at a node.
  struct Ending: Sendable {
    var term: Int
    /// Whether the path is one of its irregular forms.
    var isForm: Bool
    fileprivate var next: Int32
  }

  /// From a node (upper bits) and a word to the next node.
  private var edges: [UInt64: Int32] = [:]
  private var firstEnding: [Int32] = [-1]
  private var endings: [Ending] = []

  /// Adds a term.
  mutating func insert(_ words: [Int], term: Int, isForm: Bool) {
    var node = 0
    for word in words {
      let key = UInt64(node) << 32 | UInt64(word)
      if let next = edges[key] {
        node = Int(next)
      } else {
        node = firstEnding.count
        edges[key] = Int32(node)
        firstEnding.append(-1)
      }
    }
    endings.append(Ending(term: term, isForm: isForm, next: firstEnding[node]))
    firstEnding[node] = Int32(endings.count - 1)
  }

  /// The node that a word leads to; nil where no term goes on so.
  @inline(__always)
  func node(from node: Int, by word: Int) -> Int? {
    edges[UInt64(node) << 32 | UInt64(word)].map { Int($0) }
  }

  /// Calls with every term that ends at a node.
  @inline(__always)
  func forEachEnding(at node: Int, _ body: (Ending) -> Void) {
    var place = firstEnding[node]
    while place >= 0 {
      body(endings[Int(place)])
      place = endings[Int(place)].next
    }
  }
}
