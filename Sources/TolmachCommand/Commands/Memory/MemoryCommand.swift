import ArgumentParser
import Tolmach

/// `tolmach memory`: lists what can be done to a memory.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Keep a memory healthy: count, check, clean, edit, undo, merge, split, back up",
    discussion: """
      What is in it, and whether it is whole:
        tolmach memory stats
        tolmach memory check

      Take back the last import; see what was done before:
        tolmach memory undo
        tolmach memory log

      Find units, and delete or export what was found:
        tolmach memory filter --contains 'old name'
        tolmach memory delete --contains 'old name' --dry-run
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Looking:",
        subcommands: [
          MemoryStatsCommand.self, MemoryCheckCommand.self, MemoryFilterCommand.self, MemoryLogCommand.self,
        ]),
      CommandGroup(
        name: "Changing:",
        subcommands: [
          MemoryEditCommand.self, MemoryDeleteCommand.self, MemoryDedupeCommand.self, MemoryUndoCommand.self,
        ]),
      CommandGroup(
        name: "Files:",
        subcommands: [
          MemoryMergeCommand.self, MemorySplitCommand.self, MemoryBackupCommand.self,
          MemoryCompactCommand.self,
        ]),
    ])
}
