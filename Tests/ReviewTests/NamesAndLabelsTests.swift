import Bitext
import Review
import Testing

/// What stands as it is on pages of every language, and what only looks like that.
@Suite struct NamesAndLabelsTests {
  private func review(
    _ texts: [String], to target: String, kind: Block.Kind = .paragraph, explains: Bool = false
  ) throws -> PageReview {
    var review = try PageReviewer(ReviewOptions(target: try LanguageTag(target))).page(explains: explains)
    var offset = 0
    for text in texts {
      let count = text.utf8.count
      try review.add(
        Block(
          kind: kind, content: MarkedText(text), map: SourceMap(identityFrom: offset, count: count)))
      offset += count + 1
    }
    review.finish()
    return review
  }

  private func found(_ texts: [String], to target: String, kind: Block.Kind = .paragraph) throws -> [String] {
    try review(texts, to: target, kind: kind).findings.map(\.text)
  }

  @Test(arguments: ["es", "ko", "fi", "bg"])
  func `the name of a person is no finding, and the reason says so`(target: String) throws {
    let review = try review(["Michael Hill"], to: target, explains: true)
    #expect(review.findings.isEmpty)
    #expect(review.clearances.map(\.reason) == [.name])
  }

  @Test func `a label with capitals is a finding where it holds no name`() throws {
    #expect(try found(["Save Changes"], to: "es") == ["Save Changes"])
    #expect(try found(["Save Changes"], to: "bg") == ["Save Changes"])
  }

  @Test func `in a list of contributors what may be a name is one`() throws {
    let people = ["Michael Hill", "Ekaterina Gerasimova", "Tiffany Antopolski", "Phil Bull", "David King"]
    #expect(try found(people, to: "ko").isEmpty)
    // Between names a sentence stays a finding, and so does a label.
    let labels = ["Michael Hill", "Save the changes now", "Phil Bull", "Find Messages", "David King"]
    #expect(try found(labels, to: "ko") == [labels[1], labels[3]])
  }

  @Test(arguments: ["LOG IN", "SIGN UP", "READ MORE", "SAVE CHANGES"])
  func `labels of several words in capitals are found`(text: String) throws {
    #expect(try found([text], to: "es") == [text])
  }

  @Test func `a single word in capitals is found on a button, not in a text`() throws {
    #expect(try found(["DELETE"], to: "es", kind: .control) == ["DELETE"])
    #expect(try found(["DELETE"], to: "es").isEmpty)
  }

  @Test(arguments: ["HTML CSS", "USB HDMI VGA", "GNU GPL", "NASA ESA", "IBM PC AT", "UEFI"])
  func `acronyms are no findings`(text: String) throws {
    #expect(try found([text], to: "es").isEmpty)
  }

  @Test func `full-width letters are read as plain ones`() throws {
    #expect(try found(["Ｌｏｇ ｉｎ"], to: "es") == ["Ｌｏｇ ｉｎ"])
  }

  @Test(arguments: [
    ("uk", "Вкладка DB Console"), ("ko", "htaccess 파일"), ("ja", "Ian Murdock の旅"), ("th", "ปุ่ม Compose"),
    ("uk", "Майкл Гілл (Michael Hill)"), ("ko", "핸들러 (Handler)"),
  ])
  func `a term in Latin letters makes no finding of the words around it`(target: String, text: String) throws
  {
    #expect(try found([text], to: target).isEmpty)
  }

  @Test func `a Latin sentence in a text of another script is found without the words around it`() throws {
    let text = "Натисніть кнопку. You can change this later in the settings of your account."
    let review = try review([text], to: "uk")
    #expect(review.findings.allSatisfy { $0.text.hasPrefix("You can") })
    #expect(review.findings.count == 1)
  }

  @Test(arguments: ["truncate(1), fallocate(2)", "printf(3p)", "grep(1)"])
  func `names of manual pages are code`(text: String) throws {
    #expect(try found([text], to: "fi").isEmpty)
  }

  @Test func `a single word in small letters is only a note`() throws {
    let findings = try review(["unexpand"], to: "uk").findings
    #expect(findings.allSatisfy { $0.severity == .note })
    #expect(try review(["Unexpected"], to: "uk").findings.map(\.severity) == [.warning])
  }

  @Test func `Russian in Latin letters is named`() throws {
    let findings = try review(["Zagolovok otkryvaemogo materiala"], to: "en").findings
    #expect(findings.map(\.language.identifier) == ["ru-Latn"])
    #expect(findings.first?.evidence.first?.contains("Cyrillic") == true)
    #expect(try review(["Opcija za preimenovanje datoteke"], to: "en").findings.first?.language.script == nil)
  }

  @Test func `a finding has the bracket that closes in it`() throws {
    let text = "Search the pages (with all words)"
    #expect(try found([text], to: "fi") == [text])
  }

  @Test func `a page in a language that few texts are in is read as that`() throws {
    let text = "Selecciona o número do botón."
    #expect(try found([text], to: "gl").isEmpty)
  }
}
