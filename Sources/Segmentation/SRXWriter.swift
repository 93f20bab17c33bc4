import XML

extension SRXDocument {
  /// The document as an SRX 2.0 file, in UTF-8.
  public func written() -> [UInt8] {
    func yes(_ value: Bool) -> String { value ? "yes" : "no" }
    func attribute(_ text: String) -> String { XMLText.escaped(text, place: .attribute) }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <srx xmlns="http://www.lisa.org/srx20" xmlns:okpsrx="http://okapi.sf.net/srx-extensions" version="2.0">
        <header segmentsubflows="\(yes(segmentsSubflows))" cascade="\(yes(cascades))">
          <formathandle type="start" include="\(yes(formatHandling.includesStart))"/>
          <formathandle type="end" include="\(yes(formatHandling.includesEnd))"/>
          <formathandle type="isolated" include="\(yes(formatHandling.includesIsolated))"/>

      """
    if usesUnicodeBreaks { text += "    <okpsrx:options useIcu4jBreakRules=\"yes\"/>\n" }
    text += "  </header>\n  <body>\n    <languagerules>\n"
    for language in languageRules {
      text += "      <languagerule languagerulename=\"\(attribute(language.name))\">\n"
      for rule in language.rules {
        text += "        <rule break=\"\(yes(rule.breaks))\">\n"
        text += "          <beforebreak>\(XMLText.escaped(rule.before))</beforebreak>\n"
        text += "          <afterbreak>\(XMLText.escaped(rule.after))</afterbreak>\n"
        text += "        </rule>\n"
      }
      text += "      </languagerule>\n"
    }
    text += "    </languagerules>\n    <maprules>\n"
    for map in languageMaps {
      text += "      <languagemap languagepattern=\"\(attribute(map.pattern))\" "
      text += "languagerulename=\"\(attribute(map.name))\"/>\n"
    }
    text += "    </maprules>\n  </body>\n</srx>\n"
    return Array(text.utf8)
  }
}
