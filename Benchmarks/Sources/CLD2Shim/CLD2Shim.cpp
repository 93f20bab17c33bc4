#include "CLD2Shim.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

int32_t cld2shim_language(const char *text, int32_t length, int32_t best_effort) {
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language language3[3];
  int percent3[3], text_bytes, valid_prefix;
  double score3[3];
  bool reliable;
  return CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text, length, true, &hints, best_effort ? CLD2::kCLDFlagBestEffort : 0, language3, percent3, score3, nullptr,
      &text_bytes, &reliable, &valid_prefix);
}
