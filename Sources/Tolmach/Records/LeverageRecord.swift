import Formats
public import JSON

/// A leverage report as JSON: `{"files": [...], "total": {...}}`.
///
/// Each has `segments`, `words`, `characters` and `bands`, by the names of ``LeverageBand``.
public struct LeverageRecord: JSONWritable, Sendable {
  private let files: [Leverage]
  private let total: Leverage

  /// Creates the record.
  public init(files: [Leverage], total: Leverage) {
    self.files = files
    self.total = total
  }

  /// Writes the record as a JSON object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("files")
      writer.array { writer in
        for file in files { write(file, &writer) }
      }
      writer.key("total")
      write(total, &writer)
    }
  }

  private func write(_ leverage: Leverage, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("file", ifPresent: leverage.name)
      fields(leverage.total, &writer)
      writer.field("passedOver", leverage.passedOver)
      writer.key("bands")
      writer.object { writer in
        for band in LeverageBand.allCases {
          writer.key(band.rawValue)
          writer.object { writer in fields(leverage.bands[band] ?? LeverageCounts(), &writer) }
        }
      }
    }
  }

  private func fields(_ counts: LeverageCounts, _ writer: inout JSONWriter) {
    writer.field("segments", counts.segments)
    writer.field("words", counts.words)
    writer.field("characters", counts.characters)
  }
}

/// A leverage report as CSV: a row for each file and band, then those of all files, whose file is `total`.
public enum LeverageTable {
  /// The rows, the names of the columns first.
  public static func csv(files: [Leverage], total: Leverage) -> String {
    var text = "file,band,segments,words,characters\n"
    for leverage in files + [total] {
      let name = TableCell.csv(leverage.name ?? "total")
      for band in LeverageBand.allCases {
        let counts = leverage.bands[band] ?? LeverageCounts()
        text += "\(name),\(band.rawValue),\(counts.segments),\(counts.words),\(counts.characters)\n"
      }
    }
    return text
  }
}
