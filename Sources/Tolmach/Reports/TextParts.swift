extension String {
  /// The part between two UTF-8 offsets; offsets inside a character move back to its start.
  package func bytes(_ range: Range<Int>) -> Substring {
    let utf8 = self.utf8
    func index(_ offset: Int) -> String.Index {
      let clamped = max(0, min(offset, utf8.count))
      let index = utf8.index(utf8.startIndex, offsetBy: clamped)
      return index.samePosition(in: unicodeScalars)
        ?? unicodeScalars.index(before: unicodeScalars.index(after: index))
    }
    let (start, end) = (index(range.lowerBound), index(range.upperBound))
    return start <= end ? self[start..<end] : self[start..<start]
  }

  /// The nearest start of a character at or before a UTF-8 offset.
  package func boundary(_ offset: Int) -> Int { bytes(0..<offset).utf8.count }
}
