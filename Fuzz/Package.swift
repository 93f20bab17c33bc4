// swift-tools-version:6.2
import PackageDescription

// Fuzz targets stand outside the package, because they link libFuzzer: see ../Scripts/fuzz.sh.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Tolmach", path: "..")],
  targets: [
    .target(name: "CFuzz"),
    .executableTarget(
      name: "FuzzReaders", dependencies: ["CFuzz", .product(name: "Tolmach", package: "Tolmach")]),
  ],
  swiftLanguageModes: [.v6]
)
