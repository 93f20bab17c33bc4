import Bitext
import Formats
import Foundation
import TestSupport
import Testing

struct LargeFileTests {
  /// A file that is large but takes no room: after its start it has a hole.
  private func file(_ start: String, size: UInt64, in folder: TemporaryFolder, name: String) throws
    -> InputSource
  {
    let path = try folder.write(start + String(repeating: " text", count: 4_000), to: name)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: size)
    try handle.close()
    return .file(path)
  }

  @Test func aPageOf200MBIsRefusedInWords() throws {
    let folder = try TemporaryFolder()
    let page = try file("<!DOCTYPE html><p>", size: 200_000_000, in: folder, name: "page.html")
    #expect {
      _ = try HTMLFormat().readDocument(from: try page.open(), options: ReadingOptions()) { _ in }
    } throws: { error in
      (error as? FormatError)?.code == .tooLarge && (error as? FormatError)?.message.contains("split") == true
    }
  }

  @Test func aTextOf40MBIsReadInPieces() throws {
    let folder = try TemporaryFolder()
    let text = try file("One.\n", size: 40_000_000, in: folder, name: "text.txt")
    var longest = 0
    _ = try PlainTextFormat().readDocument(from: try text.open(), options: ReadingOptions()) { block in
      longest = max(longest, block.content.text.utf8.count)
    }
    #expect(longest > 1_000_000 && longest < 5_000_000)
  }
}
