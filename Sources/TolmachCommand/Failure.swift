import ArgumentParser
import Tolmach

/// An error as the user sees it: what failed, what to do, and the exit status.
///
/// Every error of the library is converted here and nowhere else.
struct Failure: Error {
  /// What failed; names the file.
  var message: String
  /// What to do.
  var hint: String?
  /// 2 for usage and input errors.
  var status: Int32 = 2

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as FormatError: self.init(error.description.cleaned, hint: Self.hint(for: error))
    case let error as MemoryError: self.init(error.description.cleaned, hint: Self.hint(for: error))
    case let error as TermStoreError:
      self.init(
        error.description.cleaned,
        hint: error.isMissing
          ? "put a glossary there: tolmach terms import FILE.csv --memory \(error.path.shellQuoted)" : nil)
    case let error as ProjectError:
      self.init(error.description.cleaned, hint: "mend the file, or pass --no-project to do without it")
    case let error as SRXError:
      self.init(
        error.description.cleaned,
        hint: error.rule == nil ? nil : "mend the rule, or pass --keep-going to do without it")
    case let error as UnknownRule:
      let near = NearName.nearest(to: error.name, among: PageReviewer.ruleNames)
      self.init(error.description, hint: near.first.map { "did you mean --rule \($0)?" })
    case let error as ValidationError: self.init(error.message)
    default: self.init("\(error)".cleaned)
    }
  }

  private static func hint(for error: FormatError) -> String? {
    switch error.code {
    case .notFound: "check the path; - stands for standard input"
    case .binary: "if it is text in another charset, name it: --charset windows-1251"
    default: nil
    }
  }

  private static func hint(for error: MemoryError) -> String? {
    switch error.code {
    case .notFound:
      "make it from a file of translations: tolmach import FILE.tmx --memory \(error.path.shellQuoted)"
    case .notAMemory:
      "name a memory that `tolmach import` made; an empty or older file becomes one when something is imported into it"
    default: nil
    }
  }
}

extension String {
  /// The text as a word for a shell.
  var shellQuoted: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x3A, 0x40, 0x5F, 0x80...0xFF: true
        default: false
        }
      }
    return isPlain
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
