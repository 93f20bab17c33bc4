/// A line that goes into `terms check`: a text and its translation.
struct PairRecord {
  /// The name of the pair.
  var id: String?
  var source: String
  var target: String

  /// Reads a line of JSON: an object with `source`, `target`, and maybe `id`; other fields are passed over.
  init(line: ArraySlice<UInt8>) throws(InvalidRecord) {
    var (id, source, target): (String?, String?, String?)
    var reader = JSONReader(line)
    do throws(JSONReader.Failure) {
      try reader.object { name, value in
        switch (name, value) {
        case ("id", .text(let text)): id = text
        case ("id", .integer(let number)): id = String(number)
        case ("source", .text(let text)): source = text
        case ("target", .text(let text)): target = text
        default: break
        }
      }
    } catch { throw InvalidRecord(id: nil, message: error.message) }
    guard let source, let target else {
      throw InvalidRecord(id: nil, message: "the field \(source == nil ? "source" : "target") is missing")
    }
    self.id = id
    self.source = source
    self.target = target
  }
}
