// swift-tools-version:6.2
import PackageDescription

let package = Package(
  name: "SegmentationFigures",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Tolmach", path: "../..")],
  targets: [
    .executableTarget(
      name: "learn", dependencies: [.product(name: "Segmentation", package: "Tolmach")],
      swiftSettings: [.swiftLanguageMode(.v5)])
  ]
)
