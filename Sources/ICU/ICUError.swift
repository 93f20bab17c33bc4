internal import CICU

/// ICU refused or failed.
public struct ICUError: Error, Hashable, Sendable, CustomStringConvertible {
  /// ICU's number for the failure; unknown numbers are kept.
  public let status: Int32
  /// What was being done, such as `open a transliterator 'Foo'`.
  public let action: String
  /// Where in the input the failure stands, in UTF-16 units, where ICU says so.
  public let offset: Int?

  init(_ status: cicu_status, _ action: String, offset: Int? = nil) {
    self.status = status
    self.action = action
    self.offset = offset
  }

  /// ICU's name for the failure, such as `U_REGEX_RULE_SYNTAX`.
  public var name: String { unsafe String(cString: cicu_status_name(status)) }

  /// A sentence for people.
  public var description: String {
    let place = offset.map { " at offset \($0)" } ?? ""
    return "cannot \(action)\(place): \(name)"
  }

  static let overflow: cicu_status = 15
  static let illegalArgument: cicu_status = 1
  static let outOfMemory: cicu_status = 7
}

/// Runs a C call and turns a failing status into an error.
///
/// Warnings are negative and are no failures.
func checked<Result: ~Copyable>(
  _ action: @autoclosure () -> String, _ body: (inout cicu_status) -> Result
) throws(ICUError) -> Result {
  var status: cicu_status = 0
  let result = body(&status)
  guard status <= 0 else { throw ICUError(status, action()) }
  return result
}

/// Calls a C function that fills a buffer and returns the length it needs; retries once with room enough.
func filled<Element: BitwiseCopyable>(
  _ action: @autoclosure () -> String, capacity: Int, zero: Element,
  _ body: (UnsafeMutablePointer<Element>, Int32, inout cicu_status) -> Int32
) throws(ICUError) -> [Element] {
  var capacity = max(capacity, 16)
  for _ in 0..<2 {
    var status: cicu_status = 0
    var needed = 0
    let result = unsafe [Element](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      unsafe base.initialize(repeating: zero, count: buffer.count)
      needed = Int(unsafe body(base, Int32(clamping: buffer.count), &status))
      count = min(max(needed, 0), buffer.count)
    }
    if status == ICUError.overflow || needed > capacity {
      capacity = needed + 1
      continue
    }
    guard status <= 0 else { throw ICUError(status, action()) }
    return result
  }
  throw ICUError(ICUError.overflow, action())
}

/// The version of the ICU library that is in use.
public enum ICULibrary {
  /// The version, such as `72.1`.
  public static var version: String { unsafe String(cString: cicu_version()) }
}
