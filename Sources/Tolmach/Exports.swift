// What a Swift program needs comes with one import.
@_exported public import Alignment
@_exported public import Bitext
@_exported public import Formats
@_exported public import JSON
@_exported public import Languages
@_exported public import Names
@_exported public import Review
@_exported public import Segmentation
@_exported public import Terminology
@_exported public import TranslationMemory

/// The version of this package.
public enum TolmachVersion {
  /// The version, as `MAJOR.MINOR.PATCH`.
  public static let current = "0.1.0"
}
