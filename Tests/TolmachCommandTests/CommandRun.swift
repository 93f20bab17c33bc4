import Foundation
import TestSupport

/// One run of the built command, with all it wrote.
struct CommandRun {
  /// The arguments as for a shell.
  var arguments: [String]
  /// The exit status.
  var status: Int32
  /// Standard output.
  var output: String
  /// Standard error.
  var errors: String

  /// The command that was built with these tests.
  static var binary: URL? {
    var folders = [
      URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    ]
    folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    folders.append(Checkout.root.appendingPathComponent(".build/debug"))
    return folders.map { $0.appendingPathComponent("tolmach") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  /// Runs the command in a folder.
  init(
    _ arguments: [String], input: [UInt8] = [], in folder: TemporaryFolder,
    environment: [String: String] = [:]
  ) throws {
    guard let binary = Self.binary else { throw CocoaError(.fileNoSuchFile) }
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80", "USER": "anna"].merging(environment) {
      $1
    }
    // Files, not pipes: they take any amount without a reader.
    let files = ["stdin", "stdout", "stderr"].map {
      URL(fileURLWithPath: folder.file(".\($0)-\(UUID().uuidString)"))
    }
    try Data(input).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    self.arguments = arguments
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    for file in files { try FileManager.default.removeItem(at: file) }
  }

  /// The run as a snapshot shows it; times and dates vary, and are left out.
  var transcript: String {
    let words = arguments.map { $0.contains(" ") || $0.contains("*") ? "'\($0)'" : $0 }
    let text = """
      $ tolmach \(words.joined(separator: " "))
      status: \(status)
      --- standard output
      \(output)--- standard error
      \(errors)
      """
    return text.replacing(/\ \([0-9.]+\ s\)/, with: "").replacing(
      /20[2-9][0-9]-[01][0-9]-[0-3][0-9]/, with: "DATE"
    ).replacing(/DATE\ [0-2][0-9]:[0-5][0-9]/, with: "DATE TIME").replacing(/[0-9.]+\ [kM]B/, with: "SIZE")
      .replacing(/"bytes":[0-9]+/, with: "\"bytes\":SIZE")
  }
}
