import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Formats

struct ByteSinkTests {
  @Test func aLongFileIsWrittenInOrder() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("long.txt")
    let sink = try ByteSink(path: path)
    var expected: [UInt8] = []
    for round in 0..<40 {
      // Pieces that are kept back, pieces that go out at once, and text.
      let piece = [UInt8](
        repeating: UInt8(round), count: round % 3 == 0 ? ByteStream.chunkSize + round : 30_000)
      expected += piece
      try sink.write(piece)
      try sink.write("line \(round)\n")
      expected += Array("line \(round)\n".utf8)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try sink.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(expected))
  }

  @Test func aFileThatCannotBeWrittenIsAnErrorAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "old.txt")
    let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    defer { try? descriptor.close() }
    let writer = BackgroundWriter(descriptor)
    #expect(throws: Errno.badFileDescriptor) {
      for _ in 0..<10 { try writer.write([1, 2, 3]) }
      try writer.finish()
    }
    #expect(throws: Errno.badFileDescriptor) { try writer.write([1]) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }
}
