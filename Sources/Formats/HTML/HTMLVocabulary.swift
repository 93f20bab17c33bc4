import Bitext
import HTML

/// What the extractor does at an element.
struct HTMLElementRole {
  enum Flow {
    /// Part of the running text.
    case inline
    /// Ends the running text before and after it.
    case block
    /// `br`
    case lineBreak
  }

  enum Reading {
    /// Its text is read.
    case text
    /// Its text is read, and must stay as it is.
    case protected
    /// Its text is not read, the attributes inside are.
    case attributesOnly
    /// Nothing in it is read.
    case nothing
  }

  var flow = Flow.inline
  var reading = Reading.text
  /// The kind of its blocks; nil is the kind around it.
  var kind: Block.Kind?
  /// Whether it has neither text nor end tag.
  var isVoid = false

  /// The roles, by tag.
  ///
  /// Source: HTML Living Standard, sections 4 ("The elements of HTML") and 15.3 ("Non-replaced elements").
  static let table: [HTMLElementRole] = {
    var roles = [HTMLElementRole](repeating: HTMLElementRole(), count: HTMLTag.count)
    func change(_ names: String, _ body: (inout HTMLElementRole) -> Void) {
      for name in names.split(separator: " ") { body(&roles[HTMLTag(String(name)).index]) }
    }
    let paragraphs =
      "html head body p address article aside blockquote dialog fieldset footer form header hgroup main nav section "
      + "search table thead tbody tfoot tr colgroup ul ol dl menu dir figure frameset select datalist"
    change(paragraphs) { ($0.flow, $0.kind) = (.block, .paragraph) }
    change("div center details hr col isindex") { $0.flow = .block }
    change("li dt dd") { ($0.flow, $0.kind) = (.block, .listItem) }
    change("td th") { ($0.flow, $0.kind) = (.block, .tableCell) }
    change("caption figcaption") { ($0.flow, $0.kind) = (.block, .caption) }
    change("button label option optgroup legend summary textarea") { ($0.flow, $0.kind) = (.block, .control) }
    change("title") { ($0.flow, $0.kind) = (.block, .title) }
    for level in 1...6 { change("h\(level)") { ($0.flow, $0.kind) = (.block, .heading(level: level)) } }
    change("br") { $0.flow = .lineBreak }
    change("script style template noscript noembed noframes") { $0.reading = .nothing }
    change("pre listing xmp plaintext") { ($0.flow, $0.reading) = (.block, .attributesOnly) }
    change("iframe object applet audio video canvas svg") { $0.reading = .attributesOnly }
    change("code kbd samp var math tt") { $0.reading = .protected }
    change("meta link base basefont bgsound script style template noscript") { $0.flow = .block }
    change(
      "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
    ) { $0.isVoid = true }
    return roles
  }()
}

/// The attributes that the extractor looks at.
enum HTMLAttributeName: String, CaseIterable {
  case title, alt, placeholder, label, summary
  case ariaLabel = "aria-label"
  case ariaDescription = "aria-description"
  case ariaPlaceholder = "aria-placeholder"
  case ariaRoleDescription = "aria-roledescription"
  case ariaValueText = "aria-valuetext"
  case value, type, content, name, property
  case itemProperty = "itemprop"
  case httpEquivalent = "http-equiv"
  case lang
  case xmlLang = "xml:lang"
  case translate
  case styleClass = "class"

  /// Whether its value is text that people read, on any element.
  var isText: Bool { Self.texts.contains(self) }

  private static let texts: Set<HTMLAttributeName> = [
    .title, .alt, .placeholder, .label, .summary, .ariaLabel, .ariaDescription, .ariaPlaceholder,
    .ariaRoleDescription, .ariaValueText,
  ]

  /// The names of metas whose content people read.
  static let metadata: Set<String> = [
    "description", "keywords", "application-name", "apple-mobile-web-app-title", "abstract", "subject",
    "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title", "twitter:description",
    "twitter:image:alt", "dc.title", "dc.description", "dc.subject", "dcterms.title", "dcterms.description",
    "article:section", "article:tag", "headline",
  ]
}
