import Tolmach

/// Chooses the format of a file to be written.
enum WritableFormat {
  /// The format of a name, or of the ending of the output's name, or the fallback.
  ///
  /// - Throws: ``Failure`` where there is none.
  static func chosen(
    named name: String?, for output: String?, ability: FormatDescription.Abilities, fallback: String
  ) throws -> any Format {
    let writers = FormatRegistry.standard.formats.filter { $0.description.abilities.contains(ability) }
    let names = writers.map(\.description.identifier)
    if let name {
      if let chosen = writers.first(where: { $0.description.identifier == name.lowercased() }) {
        return chosen
      }
      let near = NearName.nearest(to: name, among: names)
      throw Failure(
        "no format '\(name)' can be written",
        hint: near.first.map { "did you mean --format \($0)?" }
          ?? "there are \(names.joined(separator: ", "))")
    }
    let ending = output.flatMap { $0.split(separator: ".").count > 1 ? $0.split(separator: ".").last : nil }
    guard let ending else {
      guard let chosen = writers.first(where: { $0.description.identifier == fallback }) ?? writers.first
      else {
        throw Failure("no format can be written")
      }
      return chosen
    }
    if let chosen = writers.first(where: { $0.description.fileExtensions.contains(ending.lowercased()) }) {
      return chosen
    }
    throw Failure(
      "no format that can be written has the ending .\(ending)",
      hint: "name one with --format: \(names.joined(separator: ", "))")
  }
}
