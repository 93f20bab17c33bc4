import ArgumentParser
import Tolmach

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Parses the arguments, runs the command, and turns every outcome into an exit status.
@main
enum Main {
  static func main() {
    // A limit on file sizes then is an error like a full disk, and is told.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try RootCommand.parseAsRoot()
      do { try command.run() } catch {
        if isOfParser(error) { leave(error) }
        Terminal().failure(Failure(error))
        exit(2)
      }
    } catch { leave(error) }
  }

  /// Whether the argument parser knows what to say: help, a status, or wrong usage found late.
  private static func isOfParser(_ error: any Error) -> Bool {
    error is CleanExit || error is ExitCode || error is ValidationError
      || RootCommand.exitCode(for: error) == .success
  }

  private static func leave(_ error: any Error) -> Never {
    let terminal = Terminal()
    if let code = error as? ExitCode { exit(code.rawValue) }
    let message = RootCommand.fullMessage(for: error)
    if RootCommand.exitCode(for: error) == .success {
      if !message.isEmpty { terminal.line(message) }
      terminal.flush()
      exit(0)
    }
    if let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), name != "help",
      !subcommands.contains(name)
    {
      let near = NearName.nearest(to: name, among: subcommands).first
      let failure = Failure(
        "there is no command '\(name.cleaned)'",
        hint: near.map { "did you mean tolmach \($0)?" } ?? "there are \(subcommands.joined(separator: ", "))"
      )
      terminal.failure(failure)
    } else {
      terminal.message(message.hasPrefix("Error: ") ? "error: " + message.dropFirst(7) : message)
    }
    exit(2)
  }

  private static var subcommands: [String] {
    RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
  }
}
