import Foundation
import TestSupport
import Testing

/// Compares text with a file in `Snapshots`.
///
/// With TOLMACH_RECORD_SNAPSHOTS=1 the file is written anew, and the test fails all the same, so that a recording never
/// passes for a check.
func expectSnapshot(_ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let file = Checkout.root.appendingPathComponent("Tests/TolmachCommandTests/Snapshots/\(name).txt")
  if ProcessInfo.processInfo.environment["TOLMACH_RECORD_SNAPSHOTS"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record(
      "recorded \(name).txt; run again without TOLMACH_RECORD_SNAPSHOTS", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? "(there is no snapshot \(name).txt)"
  guard expected != text else { return }
  Issue.record("differs from \(name).txt; it is now:\n\(text)", sourceLocation: sourceLocation)
}
