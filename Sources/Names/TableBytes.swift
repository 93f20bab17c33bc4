#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads the little-endian numbers of a compiled-in table.
struct TableBytes {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func skip(_ count: Int) { offset += count }

  mutating func short() -> Int {
    defer { offset += 2 }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  mutating func long() -> Int { short() | short() << 16 }

  /// A signed number in steps of 1/65536.
  mutating func fixed() -> Float { Float(Int32(truncatingIfNeeded: long())) / 65_536 }

  /// A log-probability in steps of 1/2048.
  mutating func logarithm() -> Float { -Float(short()) / 2048 }

  mutating func probability() -> Float { exp(logarithm()) }
}
