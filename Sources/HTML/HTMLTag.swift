internal import CGumbo

/// The name of an element, as a small number.
public struct HTMLTag: Hashable, Sendable {
  /// The number, below ``count``.
  public let index: Int

  /// How many tags there are, the one for all unknown names among them.
  public static let count = Int(cgumbo_tag_count()) + 1
  /// Every name that HTML, SVG and MathML do not know, such as those of custom elements.
  public static let unknown = HTMLTag(index: count - 1)

  init(index: Int) { self.index = min(max(index, 0), Self.count - 1) }

  /// The tag of a name, in any case.
  public init(_ name: String) {
    let bytes = Array(name.utf8)
    self = unsafe bytes.withUnsafeBufferPointer { unsafe HTMLTag($0[...]) }
  }

  init(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
    let name = unsafe UnsafeBufferPointer(rebasing: name)
    guard let base = name.baseAddress else {
      self = .unknown
      return
    }
    self.init(index: Int(unsafe cgumbo_tag(base, name.count)))
  }
}

extension HTMLTag {
  static let title = HTMLTag("title")
  static let textarea = HTMLTag("textarea")
}
