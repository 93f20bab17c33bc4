internal import CICU

/// Guesses the charset of bytes.
public enum CharsetDetector {
  /// A guess.
  public struct Guess: Hashable, Sendable {
    /// The charset's name, such as `windows-1251`.
    public var charset: String
    /// From 0 to 100.
    public var confidence: Int
    /// The language that the letters suggest, where the charset depends on one.
    public var language: String?
  }

  /// The guesses, the likeliest first.
  ///
  /// - Parameters:
  ///   - bytes: the text; the first 64 KB are looked at.
  ///   - stripsMarkup: whether what stands between `<` and `>` is passed over.
  /// - Throws: ``ICUError``.
  public static func guesses(
    for bytes: some Collection<UInt8>, stripsMarkup: Bool = false
  ) throws(ICUError) -> [Guess] {
    let sample = bytes.prefix(65_536).map { CChar(bitPattern: $0) }
    var status: cicu_status = 0
    var result: [Guess] = []
    unsafe sample.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let opened = unsafe cicu_detector_open(base, Int32(buffer.count), stripsMarkup, &status)
      guard let detector = unsafe opened else { return }
      defer { unsafe cicu_detector_close(detector) }
      for index in 0..<(unsafe cicu_detector_run(detector, &status)) {
        var confidence: Int32 = 0
        var language: UnsafePointer<CChar>?
        guard let name = unsafe cicu_detector_match(detector, index, &confidence, &language, &status) else {
          continue
        }
        let languageName = unsafe language.map { unsafe String(cString: $0) } ?? ""
        result.append(
          Guess(
            charset: unsafe String(cString: name), confidence: Int(confidence),
            language: languageName.isEmpty ? nil : languageName))
      }
    }
    guard status <= 0 else { throw ICUError(status, "detect a charset") }
    return result
  }
}

/// Converts between a charset and Unicode.
@safe public struct CharsetConverter: ~Copyable {
  private let pointer: OpaquePointer
  /// The charset's usual name, such as `windows-1251`.
  public let charset: String

  /// Opens a converter.
  ///
  /// - Parameter charset: any name or alias that ICU knows.
  /// - Throws: ``ICUError`` where ICU knows no such charset.
  public init(_ charset: String) throws(ICUError) {
    let opened = try unsafe checked("convert from the charset '\(charset)'") {
      unsafe cicu_converter_open(charset, &$0)
    }
    guard let opened = unsafe opened else { throw ICUError(ICUError.outOfMemory, "open a converter") }
    unsafe pointer = opened
    var status: cicu_status = 0
    self.charset = unsafe cicu_converter_name(opened, &status).map { unsafe String(cString: $0) } ?? charset
  }

  deinit { unsafe cicu_converter_close(pointer) }

  /// Decodes bytes, and calls `body` for each character with the bytes it came from.
  ///
  /// Bytes that are no character of the charset give U+FFFD. Costs one call a character; meant for charsets
  /// that are rare today.
  ///
  /// - Parameter atEnd: whether the text ends here; otherwise bytes of a character that is not complete are
  ///   kept
  ///   for the next call, and ranges count from the start of this call's bytes.
  public mutating func decode(
    _ bytes: [UInt8], atEnd: Bool = true, _ body: (_ scalar: Unicode.Scalar, _ source: Range<Int>) -> Void
  ) throws(ICUError) {
    var start = 0
    var pending: (scalar: Unicode.Scalar, start: Int)?
    var high: (unit: UInt16, start: Int)?
    let capacity = 16_384
    var units = [UInt16](repeating: 0, count: capacity)
    var offsets = [Int32](repeating: 0, count: capacity)
    func take(_ scalar: Unicode.Scalar, at offset: Int) {
      if let pending { body(pending.scalar, pending.start..<max(offset, pending.start)) }
      pending = (scalar, offset)
    }
    while start < bytes.count {
      let end = min(bytes.count, start + 65_536)
      var consumed: Int32 = 0
      var status: cicu_status = 0
      let written = unsafe bytes[start..<end].withUnsafeBufferPointer { input in
        unsafe units.withUnsafeMutableBufferPointer { out in
          unsafe offsets.withUnsafeMutableBufferPointer { places -> Int in
            guard let inputBase = input.baseAddress, let outBase = out.baseAddress,
              let placeBase = places.baseAddress
            else { return 0 }
            return Int(
              unsafe cicu_converter_decode(
                pointer, inputBase, Int32(input.count), &consumed, outBase, placeBase, Int32(capacity),
                atEnd && end == bytes.count, &status))
          }
        }
      }
      guard status <= 0 else { throw ICUError(status, "convert from \(charset)") }
      for index in 0..<written {
        // An offset below 0 belongs to bytes of the call before.
        let offset = start + max(0, Int(offsets[index]))
        let unit = units[index]
        if UTF16.isLeadSurrogate(unit) {
          high = (unit, offset)
        } else if UTF16.isTrailSurrogate(unit), let lead = high {
          let value = 0x1_0000 + (UInt32(lead.unit & 0x3FF) << 10 | UInt32(unit & 0x3FF))
          take(Unicode.Scalar(value) ?? "\u{FFFD}", at: lead.start)
          high = nil
        } else {
          take(Unicode.Scalar(unit) ?? "\u{FFFD}", at: offset)
        }
      }
      if consumed == 0, written == 0 { break }
      start += Int(consumed)
    }
    if let pending { body(pending.scalar, pending.start..<bytes.count) }
  }

  /// Encodes text; characters that the charset lacks become its substitution character.
  public func encode(_ text: String) throws(ICUError) -> [UInt8] {
    let units = Array(text.utf16)
    guard !units.isEmpty else { return [] }
    let result = try unsafe filled("convert to \(charset)", capacity: units.count * 2 + 16, zero: CChar(0)) {
      out, capacity, status in
      unsafe units.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe cicu_converter_encode(pointer, base, Int32(buffer.count), out, capacity, &status)
      }
    }
    return result.map { UInt8(bitPattern: $0) }
  }
}
