public import Formats
public import Segmentation

extension SRXRules {
  /// The most bytes of an SRX file that are read.
  private static let sizeLimit = 64 * 1_048_576

  /// Reads the rules of an SRX file.
  ///
  /// - Parameter leavingOutBroken: whether a rule with a broken expression is left out; otherwise it is an
  ///   error.
  /// - Throws: ``Segmentation/SRXError`` with file, line and rule, or ``Formats/FormatError`` where the file
  ///   cannot be read.
  public convenience init(reading source: InputSource, leavingOutBroken: Bool = false) throws {
    let bytes = try source.open().readAll(limit: Self.sizeLimit)
    let document = try SRXDocument(reading: bytes, file: source.name)
    try self.init(document, file: source.name, leavingOutBroken: leavingOutBroken)
  }
}

extension SRXDocument {
  /// Writes the document as an SRX 2.0 file.
  ///
  /// - Throws: ``Formats/FormatError`` where the file cannot be written.
  public func write(to sink: ByteSink) throws {
    try sink.write(written())
    try sink.close()
  }
}
