/// Paths as URIs.
enum ArtifactAddress {
  /// A relative reference for a relative path, a `file:` URI for an absolute one.
  ///
  /// Everything but unreserved characters is percent-encoded, a colon too: a first part with one would be read as a scheme.
  /// Source: RFC 3986, sections 2.3 and 4.2.
  static func uri(of path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return result
  }
}
