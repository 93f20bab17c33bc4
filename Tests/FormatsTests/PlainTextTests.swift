import Bitext
import Formats
import Foundation
import TestSupport
import Testing

struct PlainTextTests {
  @Test func aBlockIsALineAndKnowsItsBytes() throws {
    let bytes = Array("\u{FEFF}one\r\n\r\n  два  \nthree".utf8)
    let read = try ReadDocument(PlainTextFormat(), bytes)
    #expect(read.texts == ["one", "два", "three"])
    for block in read.blocks {
      #expect(String(decoding: bytes[block.place], as: UTF8.self) == block.content.text)
    }
  }

  @Test func windows1251IsGuessedAndMapped() throws {
    let line = "Заголовок открываемого материала"
    let bytes = try #require("first line\n\(line)\n".data(using: .windowsCP1251))
    let read = try ReadDocument(PlainTextFormat(), bytes)
    #expect(read.texts == ["first line", line])
    #expect(read.blocks.last?.place == 11..<11 + line.count)
    #expect(read.summary.problems.count == 1)
  }

  @Test func brokenBytesAreReportedWithLineAndColumn() throws {
    let read = try ReadDocument(PlainTextFormat(), Array("good\nb".utf8) + [0xFF] + Array("d\nда\n".utf8))
    #expect(read.texts == ["good", "b\u{FFFD}d", "да"])
    #expect(read.summary.problems.first?.position == TextPosition(line: 2, column: 2))
    #expect(read.blocks.last?.place == 9..<13)
  }

  @Test func aVeryLongLineIsSplitAndNothingIsLost() throws {
    let count = 9 * 1_048_576
    let read = try ReadDocument(PlainTextFormat(), Array(String(repeating: "да", count: count / 4).utf8))
    #expect(read.blocks.count >= 2)
    #expect(read.texts.joined().utf8.count == count / 4 * 4)
  }
}

struct RegistryTests {
  private func identifier(
    _ text: String, _ name: String = "x.bin", ability: FormatDescription.Abilities = .readsDocuments
  ) throws -> String {
    let folder = try TemporaryFolder()
    let source = InputSource.file(try folder.write(text, to: name))
    return try FormatRegistry.standard.format(of: source, stream: try source.open(), ability: ability)
      .description
      .identifier
  }

  @Test func contentGoesBeforeTheName() throws {
    #expect(try identifier("<!DOCTYPE html><p>x", "page.txt") == "html")
    #expect(
      try identifier(#"<?xml version="1.0"?><tmx version="1.4"/>"#, "x.xml", ability: .readsUnits) == "tmx")
    #expect(try identifier("one\ttwo\n", "pairs.tsv", ability: .readsUnits) == "tsv")
    #expect(try identifier("en,ru\n", "list.csv", ability: .readsUnits) == "csv")
    #expect(try identifier("Hello.\n", "list.txt") == "text")
    #expect(try identifier("a, b", "noname") == "text")
  }

  @Test func emptyBinaryMissingAndDirectoryAreRefusedInWords() throws {
    let folder = try TemporaryFolder()
    func code(_ path: String) -> FormatError.Code? {
      do {
        let source = InputSource.file(path)
        _ = try FormatRegistry.standard.format(
          of: source, stream: try source.open(), ability: .readsDocuments)
        return nil
      } catch { return error.code }
    }
    #expect(code(try folder.write("", to: "empty")) == .empty)
    #expect(
      code(try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 0, 2, 0, 3], to: "binary")) == .binary)
    #expect(code(folder.file("missing")) == .notFound)
    #expect(code(folder.path) == .directory)
  }
}
