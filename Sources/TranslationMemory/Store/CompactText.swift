/// Text of one script in one byte a character, for texts that get shorter by it.
///
/// Every text has a window: the 128 code points from a multiple of 128 on in which most of its characters lie that
/// are not ASCII. ASCII stands as it is, a byte from 0x80 on is a character of the window, and any other character is
/// ``escape`` and its UTF-8. Russian, Greek, Hebrew, Hindi or Thai take a half or a third of their UTF-8.
///
/// Source: after the Standard Compression Scheme for Unicode (Unicode Technical Standard 6), with one window a text.
enum CompactText {
  /// Stands before a character as UTF-8, itself included; SCSU's byte for the same.
  private static let escape: UInt8 = 0x0E

  /// Writes a text where that makes it shorter.
  ///
  /// - Parameter bytes: gets the length of what is written and that; nothing where nil is returned.
  /// - Returns: the window, as the number of its first code point divided by 128; nil where UTF-8 is as short.
  static func encode(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) -> UInt64? {
    guard let window = window(of: text) else { return nil }
    // A character takes at most its UTF-8 and one byte.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * text.count) { output in
      let written = write(text, window: window, to: output)
      // Two bytes pay for what the form costs elsewhere.
      guard written + 2 < text.count else { return nil }
      bytes.appendNumber(UInt64(written))
      bytes.append(contentsOf: output[..<written])
      return UInt64(window)
    }
  }

  private static func write(
    _ text: UnsafeBufferPointer<UInt8>, window: UInt32, to output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var (index, written) = (0, 0)
    while index < text.count {
      let lead = text[index]
      if lead < 0x80, lead != escape {
        output[written] = lead
        written += 1
        index += 1
        continue
      }
      let (scalar, end) = FeatureExtractor.decode(text, at: index)
      if scalar >> 7 == window {
        output[written] = UInt8(truncatingIfNeeded: scalar) | 0x80
        written += 1
      } else {
        output[written] = escape
        written += 1
        for place in index..<end {
          output[written] = text[place]
          written += 1
        }
      }
      index = end
    }
    return written
  }

  /// The window in which more than half of the characters lie that are not ASCII; nil where there is none.
  ///
  /// Source: Boyer, Moore, "MJRTY: A Fast Majority Vote Algorithm" (1991). Whether it is a majority shows in the
  /// length of what is written.
  private static func window(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var candidate: UInt32?
    var lead = 0
    var index = 0
    while index < text.count {
      if text[index] < 0x80 {
        index += 1
        continue
      }
      let (scalar, end) = FeatureExtractor.decode(text, at: index)
      index = end
      if lead == 0 {
        candidate = scalar >> 7
        lead = 1
      } else {
        lead += candidate == scalar >> 7 ? 1 : -1
      }
    }
    return candidate
  }

  /// Reads a text that ``encode(_:into:)`` wrote; what is damaged comes as U+FFFD.
  static func decode(_ bytes: UnsafeRawBufferPointer, window: UInt64) -> String {
    // No code point lies beyond 0x10FFFF.
    let base = UInt32(min(window, 0x21FF)) << 7
    let width = base < 0x800 ? 2 : base < 0x1_0000 ? 3 : 4
    var wide = 0
    for byte in bytes { wide &+= Int(byte >> 7) }
    return String(unsafeUninitializedCapacity: bytes.count + wide * (width - 1)) { text in
      guard let output = text.baseAddress else { return 0 }
      var (read, written) = (0, 0)
      while read < bytes.count {
        let byte = bytes[read]
        read &+= 1
        if byte >= 0x80 {
          let scalar = base | UInt32(byte & 0x7F)
          switch width {
          case 2: output[written] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
          case 3:
            output[written] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            output[written + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
          default:
            output[written] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
            output[written + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
            output[written + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
          }
          output[written + width - 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
          written += width
        } else if byte == escape, read < bytes.count {
          let lead = bytes[read]
          let count = min(lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, bytes.count - read)
          for offset in 0..<count { output[written + offset] = bytes[read + offset] }
          read += count
          written += count
        } else {
          output[written] = byte
          written += 1
        }
      }
      return written
    }
  }
}
