// swift-tools-version:6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Tolmach", path: "..")],
  targets: [
    .executableTarget(
      name: "SegmentationBenchmark", dependencies: [.product(name: "Segmentation", package: "Tolmach")]),
    .executableTarget(name: "NamesBenchmark", dependencies: [.product(name: "Names", package: "Tolmach")]),
    .executableTarget(
      name: "MemoryBenchmark", dependencies: [.product(name: "TranslationMemory", package: "Tolmach")],
      swiftSettings: [.defaultIsolation(MainActor.self)]),
    .executableTarget(
      name: "AlignmentBenchmark", dependencies: [.product(name: "Alignment", package: "Tolmach")],
      swiftSettings: [.defaultIsolation(MainActor.self)]),
    .executableTarget(
      name: "TerminologyBenchmark", dependencies: [.product(name: "Terminology", package: "Tolmach")],
      swiftSettings: [.defaultIsolation(MainActor.self)]),
    // Debian: libcld2-dev. Only the benchmark needs it.
    .target(name: "CLD2Shim", linkerSettings: [.linkedLibrary("cld2")]),
    .executableTarget(
      name: "LanguagesBenchmark",
      dependencies: ["CLD2Shim", .product(name: "Languages", package: "Tolmach")]),
  ],
  swiftLanguageModes: [.v6]
)
