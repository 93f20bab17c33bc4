/// A document as numbers, with what the search has found of it so far.
struct PreparedDocument {
  let source: TokenizedText
  let target: TokenizedText
  let structure: StructureModel
  var lengths: LengthModel
  var spans: [Span] = []
}

/// What anchors and the page's structure say of a bead.
struct StructureModel {
  private static let anchorWeight: Float = 10
  private static let equalKey: Float = 1.5
  private static let unequalKey: Float = -3

  /// Whether nothing is known.
  let isEmpty: Bool
  private let sourceKeys: [Int32]
  private let targetKeys: [Int32]
  private let sourceAnchors: [Int32]
  private let targetAnchors: [Int32]

  /// Reads keys and anchors; where a sentence has two anchors the first stays.
  init(_ document: AlignmentDocument) {
    var numbers: [String: Int32] = [:]
    func keys(_ sentences: [AlignmentSentence]) -> [Int32] {
      guard sentences.contains(where: { $0.structure != nil }) else { return [] }
      return sentences.map { sentence in
        guard let key = sentence.structure else { return -1 }
        if let number = numbers[key] { return number }
        let number = Int32(numbers.count)
        numbers[key] = number
        return number
      }
    }
    sourceKeys = keys(document.source)
    targetKeys = keys(document.target)
    var sourceAnchors: [Int32] = []
    var targetAnchors: [Int32] = []
    for anchor in document.anchors
    where document.source.indices.contains(anchor.source) && document.target.indices.contains(anchor.target) {
      if sourceAnchors.isEmpty {
        sourceAnchors = [Int32](repeating: -1, count: document.source.count)
        targetAnchors = [Int32](repeating: -1, count: document.target.count)
      }
      if sourceAnchors[anchor.source] < 0, targetAnchors[anchor.target] < 0 {
        sourceAnchors[anchor.source] = Int32(anchor.target)
        targetAnchors[anchor.target] = Int32(anchor.source)
      }
    }
    self.sourceAnchors = sourceAnchors
    self.targetAnchors = targetAnchors
    isEmpty = (sourceKeys.isEmpty || targetKeys.isEmpty) && sourceAnchors.isEmpty
  }

  /// The anchors, in the order of the source.
  var anchors: [(source: Int, target: Int)] {
    sourceAnchors.indices.compactMap { sourceAnchors[$0] >= 0 ? ($0, Int(sourceAnchors[$0])) : nil }
  }

  /// Pairs of sentences whose keys occur once on either side.
  var uniqueKeys: [(source: Int, target: Int)] {
    guard !sourceKeys.isEmpty, !targetKeys.isEmpty else { return [] }
    func places(_ keys: [Int32]) -> [Int32: Int] {
      var result: [Int32: Int] = [:]
      for (place, key) in keys.enumerated() where key >= 0 { result[key] = result[key] == nil ? place : -1 }
      return result
    }
    let others = places(targetKeys)
    let own = places(sourceKeys)
    return sourceKeys.indices.compactMap { place in
      guard own[sourceKeys[place]] == place, let other = others[sourceKeys[place]], other >= 0 else {
        return nil
      }
      return (place, other)
    }
  }

  /// By how much structure speaks for a bead.
  func score(_ source: Range<Int>, _ target: Range<Int>) -> Float {
    if isEmpty { return 0 }
    var value: Float = 0
    if !sourceAnchors.isEmpty {
      for place in source where sourceAnchors[place] >= 0 {
        value += target.contains(Int(sourceAnchors[place])) ? Self.anchorWeight : -Self.anchorWeight
      }
      for place in target where targetAnchors[place] >= 0 && !source.contains(Int(targetAnchors[place])) {
        value -= Self.anchorWeight
      }
    }
    if !sourceKeys.isEmpty, !targetKeys.isEmpty, !source.isEmpty, !target.isEmpty {
      for place in source {
        let key = sourceKeys[place]
        if target.contains(where: { targetKeys[$0] == key }) {
          if key >= 0 { value += Self.equalKey }
        } else {
          value += Self.unequalKey
        }
      }
      for place in target where !source.contains(where: { sourceKeys[$0] == targetKeys[place] }) {
        value += Self.unequalKey
      }
    }
    return value
  }
}
