// swift-tools-version:6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]
/// For the targets that touch C: every unsafe expression is marked.
let wrapper: [SwiftSetting] = house + [.strictMemorySafety()]

let package = Package(
  name: "Tolmach",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Tolmach", targets: ["Tolmach"]),
    .library(name: "Alignment", targets: ["Alignment"]),
    .library(name: "TranslationMemory", targets: ["TranslationMemory"]),
    .executable(name: "tolmach", targets: ["TolmachCommand"]),
    .library(name: "Languages", targets: ["Languages"]),
    .library(name: "Names", targets: ["Names"]),
    .library(name: "Segmentation", targets: ["Segmentation"]),
    .library(name: "Terminology", targets: ["Terminology"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 0: C. The public headers name no header and no type of the library they wrap.
    .systemLibrary(
      name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .systemLibrary(
      name: "CXMLSystem", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CGumboSystem", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .target(name: "CXML", dependencies: ["CXMLSystem"]),
    .target(name: "CGumbo", dependencies: ["CGumboSystem"]),
    .target(name: "CLanguageModel", exclude: ["model.bin"]),
    .target(
      name: "CNameData",
      exclude: [
        "any.bin", "arabic.bin", "chinese.bin", "hebrew.bin", "japanese.bin", "korean.bin", "russian.bin",
      ]),
    .target(name: "CTerminologyData", exclude: ["endings.txt"]),
    .target(name: "CSegmentationData", exclude: ["abbreviations.txt", "starters.txt", "weights.bin"]),

    // Floor 1: thin Swift faces, no policy.
    .target(name: "ICU", dependencies: ["CICU"], swiftSettings: wrapper),
    .target(name: "JSON", swiftSettings: house),
    .target(name: "XML", dependencies: ["CXML"], swiftSettings: wrapper),
    .target(name: "HTML", dependencies: ["CGumbo"], swiftSettings: wrapper),

    // Floor 2: the values.
    .target(name: "Bitext", dependencies: ["ICU"], swiftSettings: house),

    // Floor 3
    .target(name: "Languages", dependencies: ["Bitext", "CLanguageModel", "ICU"], swiftSettings: house),
    .target(
      name: "Segmentation", dependencies: ["Bitext", "CSegmentationData", "ICU", "XML"], swiftSettings: house),

    // Floor 4: these never import each other.
    .target(name: "Alignment", dependencies: ["Bitext", "ICU"], swiftSettings: house),
    .target(
      name: "Formats",
      dependencies: [
        "Bitext", "HTML", "ICU", "JSON", "XML", .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: house),
    .target(name: "Names", dependencies: ["Bitext", "CNameData", "ICU"], swiftSettings: house),
    .target(
      name: "TranslationMemory",
      dependencies: [
        "Bitext", "ICU", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .target(
      name: "Terminology",
      dependencies: [
        "Bitext", "CTerminologyData", "ICU", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .target(
      name: "Review", dependencies: ["Bitext", "ICU", "Languages", "Segmentation"], swiftSettings: house),

    // Floor 5: the verbs.
    .target(
      name: "Tolmach",
      dependencies: [
        "Alignment", "Bitext", "Formats", "ICU", "JSON", "Languages", "Names", "Review", "Segmentation",
        "Terminology",
        "TranslationMemory", .product(name: "Logging", package: "swift-log"),
        .product(name: "SystemPackage", package: "swift-system"), "XML",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: house),

    // Floor 6: the command.
    .executableTarget(
      name: "TolmachCommand",
      dependencies: [
        "Tolmach", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),

    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),
    .testTarget(
      name: "AlignmentTests", dependencies: ["Alignment", "Bitext", "TestSupport"], swiftSettings: house),
    .testTarget(name: "ICUTests", dependencies: ["ICU"], swiftSettings: house),
    .testTarget(name: "BitextTests", dependencies: ["Bitext"], swiftSettings: house),
    .testTarget(
      name: "LanguagesTests", dependencies: ["Bitext", "CLanguageModel", "Languages", "TestSupport"],
      swiftSettings: house),
    .testTarget(name: "NamesTests", dependencies: ["Bitext", "Names", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "FormatsTests",
      dependencies: [
        "Bitext", "Formats", "HTML", "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Resources"],
      swiftSettings: house),
    .testTarget(name: "ReviewTests", dependencies: ["Bitext", "Review"], swiftSettings: house),
    .testTarget(
      name: "SegmentationTests", dependencies: ["Bitext", "ICU", "Segmentation", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TerminologyTests", dependencies: ["Bitext", "Formats", "Terminology", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TolmachTests", dependencies: ["Languages", "Tolmach", "TestSupport", "XML"],
      exclude: ["Resources"],
      swiftSettings: house),
    .testTarget(
      name: "TolmachCommandTests", dependencies: ["Tolmach", "TolmachCommand", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: house),
    .testTarget(
      name: "TranslationMemoryTests",
      dependencies: [
        "Bitext", "ICU", "TranslationMemory", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
