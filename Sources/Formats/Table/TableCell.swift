/// Cells as tables write them.
public enum TableCell {
  /// A cell of CSV, in quotation marks where it needs them (RFC 4180).
  public static func csv(_ text: String) -> String {
    var buffer: [UInt8] = []
    appendCSV(text, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  static func appendCSV(_ cell: String, to buffer: inout [UInt8]) {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") || $0 == 0x0A
        || $0 == 0x0D
    }
    guard needsQuotes || cell.first == " " || cell.last == " " else {
      buffer.append(contentsOf: cell.utf8)
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }
}
