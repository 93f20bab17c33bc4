import Foundation
import TestSupport
import Testing
import Tolmach

/// The glossaries of this checkout, read together as the command reads `Glossaries/*.csv`.
struct ShippedGlossaryTests {
  /// Read once for all tests of the suite.
  private static let shipped = Result {
    let folder = Checkout.path("Glossaries")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") }.sorted().map { "\(folder)/\($0)" }
    var problems: [String] = []
    let glossary = try Glossary(files: files) { problem, path in problems.append("\(path): \(problem)") }
    return (files: files.count, glossary: glossary, problems: problems)
  }

  private let glossary: Glossary

  init() throws { glossary = try Self.shipped.get().glossary }

  @Test func allAreReadTogetherWithoutAProblem() throws {
    let shipped = try Self.shipped.get()
    #expect(shipped.files >= 11)
    #expect(shipped.problems == [])
    #expect(glossary.problems.isEmpty)
    #expect(glossary.concepts.count >= 800)
    #expect(glossary.languages.map(\.identifier) == ["en", "ru", "vi"])
  }

  @Test func everyConceptHasAUniqueNameASourceAndTermsInAllLanguages() throws {
    let languages = try ["en", "ru", "vi"].map { try LanguageTag($0) }
    var names: Set<String> = []
    for concept in glossary.concepts {
      let name = try #require(concept.id)
      #expect(names.insert(name).inserted, "\(name)")
      #expect(concept.source?.isEmpty == false, "\(name)")
      #expect(languages.allSatisfy { concept.rendering(in: $0) != nil }, "\(name)")
    }
  }

  @Test func atLeastFourHundredConceptsAreReviewed() {
    #expect(glossary.concepts.filter(\.isReviewed).count >= 400)
  }

  @Test func theOfficesAndBodiesOfAHeadlineAreFound() throws {
    let finder = GlossaryTerms(glossary, language: try LanguageTag("en"))
    let found = finder.terms(in: "ASEAN leaders and the UN Security Council discuss the South China Sea.")
    let (russian, vietnamese) = (try LanguageTag("ru"), try LanguageTag("vi"))
    #expect(found.map(\.term).contains("UN Security Council"))
    #expect(found.first { $0.term == "South China Sea" }?.concept.rendering(in: vietnamese) == "Biển Đông")
    #expect(found.first { $0.term == "ASEAN" }?.concept.rendering(in: russian) == "АСЕАН")
  }

  @Test func aPatternNamesAllTheFilesThatFit() throws {
    let folder = Checkout.path("Glossaries")
    #expect(
      Glossary.files(named: [folder + "/people.*", folder + "/offi?es.csv"]).map {
        $0.dropFirst(folder.count)
      }
        == ["/people.csv", "/offices.csv"])
    #expect(Glossary.files(named: ["none/*.csv", "a.csv"]) == ["none/*.csv", "a.csv"])
    #expect(try Glossary(files: [folder + "/*.csv"]).concepts.count == glossary.concepts.count)
  }
}
