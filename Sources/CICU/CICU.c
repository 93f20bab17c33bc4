#include "CICU.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/ucsdet.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udisplaycontext.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/usearch.h>
#include <unicode/uset.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/uvernum.h>

_Static_assert(sizeof(UErrorCode) == sizeof(cicu_status), "UErrorCode is an int");
_Static_assert(sizeof(UChar) == sizeof(uint16_t), "UChar is 16 bits");
_Static_assert(sizeof(UScriptCode) == sizeof(int32_t), "UScriptCode is an int");
_Static_assert(UBRK_DONE == -1 && USEARCH_DONE == -1, "sentinels");
_Static_assert((int)UBRK_CHARACTER == CICU_CHARACTER && (int)UBRK_WORD == CICU_WORD && (int)UBRK_LINE == CICU_LINE && (int)UBRK_SENTENCE == CICU_SENTENCE, "break kinds");
_Static_assert(UCOL_PRIMARY == 0 && UCOL_SECONDARY == 1 && UCOL_TERTIARY == 2 && UCOL_IDENTICAL == 15, "strengths");
_Static_assert(U_BUFFER_OVERFLOW_ERROR == 15, "overflow");
#define STATUS(s) ((UErrorCode *)(s))

const char *cicu_status_name(cicu_status status) { return u_errorName((UErrorCode)status); }
const char *cicu_version(void) { return U_ICU_VERSION; }

struct cicu_break { UBreakIterator *raw; UText text; };
cicu_break *cicu_break_open(int32_t kind, const char *locale, cicu_status *status) {
  cicu_break *it = calloc(1, sizeof *it);
  if (!it) { *status = U_MEMORY_ALLOCATION_ERROR; return NULL; }
  UText empty = UTEXT_INITIALIZER;
  it->text = empty;
  it->raw = ubrk_open((UBreakIteratorType)kind, locale, NULL, 0, STATUS(status));
  if (U_FAILURE(*status)) { free(it); return NULL; }
  return it;
}
void cicu_break_close(cicu_break *it) { ubrk_close(it->raw); utext_close(&it->text); free(it); }
void cicu_break_set_text(cicu_break *it, const uint8_t *text, int64_t count, cicu_status *status) {
  utext_openUTF8(&it->text, (const char *)text, count, STATUS(status));
  ubrk_setUText(it->raw, &it->text, STATUS(status));
  if (U_SUCCESS(*status)) ubrk_first(it->raw);
}
int32_t cicu_break_next(cicu_break *it) { return ubrk_next(it->raw); }
int32_t cicu_break_rule_status(cicu_break *it) { return ubrk_getRuleStatus(it->raw); }
void cicu_break_clear_text(cicu_break *it) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&it->text, "", 0, &status);
  ubrk_setUText(it->raw, &it->text, &status);
}

int32_t cicu_script(uint32_t scalar) { UErrorCode s = U_ZERO_ERROR; return (int32_t)uscript_getScript((UChar32)scalar, &s); }
bool cicu_has_script(uint32_t scalar, int32_t script) { return uscript_hasScript((UChar32)scalar, (UScriptCode)script); }
int32_t cicu_script_extensions(uint32_t scalar, int32_t *scripts, int32_t capacity, cicu_status *status) { return uscript_getScriptExtensions((UChar32)scalar, (UScriptCode *)scripts, capacity, STATUS(status)); }
const char *cicu_script_code(int32_t script) { return uscript_getShortName((UScriptCode)script); }
const char *cicu_script_name(int32_t script) { return uscript_getName((UScriptCode)script); }
int32_t cicu_script_from_code(const char *code) { return u_getPropertyValueEnum(UCHAR_SCRIPT, code); }
int32_t cicu_locale_scripts(const char *locale, int32_t *scripts, int32_t capacity, cicu_status *status) { return uscript_getCode(locale, (UScriptCode *)scripts, capacity, STATUS(status)); }

int32_t cicu_language_tag(const char *tag, char *out, int32_t capacity, cicu_status *status) {
  char locale[ULOC_FULLNAME_CAPACITY];
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, STATUS(status));
  if (U_FAILURE(*status)) return 0;
  if (*status == U_STRING_NOT_TERMINATED_WARNING || (size_t)parsed != strlen(tag)) { *status = U_ILLEGAL_ARGUMENT_ERROR; return 0; }
  return uloc_toLanguageTag(locale, out, capacity, 1, STATUS(status));
}
int32_t cicu_likely_subtags(const char *locale, char *out, int32_t capacity, cicu_status *status) { return uloc_addLikelySubtags(locale, out, capacity, STATUS(status)); }
int32_t cicu_number_symbol(const char *locale, int32_t kind, uint16_t *out, int32_t capacity, cicu_status *status) {
  static const UNumberFormatSymbol symbols[] = {UNUM_DECIMAL_SEPARATOR_SYMBOL, UNUM_GROUPING_SEPARATOR_SYMBOL, UNUM_ZERO_DIGIT_SYMBOL};
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, STATUS(status));
  if (U_FAILURE(*status)) return 0;
  int32_t count = unum_getSymbol(format, symbols[kind < 0 || kind > 2 ? 0 : kind], (UChar *)out, capacity, STATUS(status));
  unum_close(format);
  return count;
}
int32_t cicu_display_name(const char *locale, const char *in_locale, uint16_t *out, int32_t capacity, cicu_status *status) { return uloc_getDisplayName(locale, in_locale, (UChar *)out, capacity, STATUS(status)); }
int32_t cicu_available_locale_count(void) { return uloc_countAvailable(); }
const char *cicu_available_locale(int32_t index) { return uloc_getAvailable(index); }
bool cicu_is_iso_language(const char *language) {
  for (const char *const *all = uloc_getISOLanguages(); *all; all++) if (strcmp(*all, language) == 0) return true;
  return false;
}

cicu_codes *cicu_codes_open(int32_t kind, cicu_status *status) {
  UEnumeration *codes = NULL;
  const char *const *list = kind == 0 ? uloc_getISOCountries() : kind == 1 ? uloc_getISOLanguages() : NULL;
  if (list) {
    int32_t count = 0;
    while (list[count]) count++;
    codes = uenum_openCharStringsEnumeration(list, count, STATUS(status));
  } else if (kind == 2) {
    codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, STATUS(status));
  } else {
    codes = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, STATUS(status));
  }
  return (cicu_codes *)codes;
}
void cicu_codes_close(cicu_codes *codes) { uenum_close((UEnumeration *)codes); }
const char *cicu_codes_next(cicu_codes *codes, cicu_status *status) {
  return uenum_next((UEnumeration *)codes, NULL, STATUS(status));
}

struct cicu_namer { ULocaleDisplayNames *names; UDateFormat *cities; UCalendar *calendar; char locale[ULOC_FULLNAME_CAPACITY]; };
cicu_namer *cicu_namer_open(const char *locale, bool is_short, cicu_status *status) {
  static const UChar city[] = {'V', 'V', 'V', 0};
  UDisplayContext context[] = {UDISPCTX_NO_SUBSTITUTE, is_short ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL};
  cicu_namer *namer = calloc(1, sizeof *namer);
  if (!namer) { *status = U_MEMORY_ALLOCATION_ERROR; return NULL; }
  uloc_forLanguageTag(locale, namer->locale, ULOC_FULLNAME_CAPACITY, NULL, STATUS(status));
  namer->names = uldn_openForContext(namer->locale, context, 2, STATUS(status));
  namer->cities = udat_open(UDAT_PATTERN, UDAT_PATTERN, namer->locale, NULL, 0, city, 3, STATUS(status));
  namer->calendar = ucal_open(NULL, 0, namer->locale, UCAL_GREGORIAN, STATUS(status));
  if (U_SUCCESS(*status)) return namer;
  cicu_namer_close(namer);
  return NULL;
}
void cicu_namer_close(cicu_namer *namer) {
  if (namer->names) uldn_close(namer->names);
  if (namer->cities) udat_close(namer->cities);
  if (namer->calendar) ucal_close(namer->calendar);
  free(namer);
}
int32_t cicu_namer_name(cicu_namer *namer, int32_t kind, const char *code, bool inflected, uint16_t *out, int32_t capacity, cicu_status *status) {
  UChar units[64];
  int32_t count;
  switch (kind) {
  case 0: return uldn_regionDisplayName(namer->names, code, (UChar *)out, capacity, STATUS(status));
  case 1: return uldn_languageDisplayName(namer->names, code, (UChar *)out, capacity, STATUS(status));
  case 2: {
    u_charsToUChars(code, units, 4);
    const UChar *name = ucurr_getName(units, namer->locale, UCURR_LONG_NAME, NULL, &count, STATUS(status));
    if (U_FAILURE(*status) || *status == U_USING_DEFAULT_WARNING || !name) return 0;
    if (count > capacity) { *status = U_BUFFER_OVERFLOW_ERROR; return count; }
    memcpy(out, name, (size_t)count * sizeof *name);
    return count;
  }
  case 3:
    count = (int32_t)strlen(code);
    if (count >= 64) return 0;
    u_charsToUChars(code, units, count);
    ucal_setTimeZone(namer->calendar, units, count, STATUS(status));
    udat_setCalendar(namer->cities, namer->calendar);
    return udat_format(namer->cities, 0, (UChar *)out, capacity, NULL, STATUS(status));
  default: {
    UDateFormatSymbolType type = kind == 4 ? (inflected ? UDAT_MONTHS : UDAT_STANDALONE_MONTHS) : (inflected ? UDAT_WEEKDAYS : UDAT_STANDALONE_WEEKDAYS);
    return udat_getSymbols(namer->cities, type, atoi(code) + (kind == 5), (UChar *)out, capacity, STATUS(status));
  }
  }
}

cicu_set *cicu_exemplars_open(const char *locale, int32_t kind, cicu_status *status) {
  ULocaleData *data = ulocdata_open(locale, STATUS(status));
  if (U_FAILURE(*status)) return NULL;
  USet *set = ulocdata_getExemplarSet(data, NULL, 0, kind == 0 ? ULOCDATA_ES_STANDARD : ULOCDATA_ES_AUXILIARY, STATUS(status));
  ulocdata_close(data);
  return (cicu_set *)set;
}
void cicu_set_close(cicu_set *set) { uset_close((USet *)set); }
int32_t cicu_set_range_count(cicu_set *set) { return uset_getItemCount((USet *)set); }
int32_t cicu_set_range(cicu_set *set, int32_t index, uint32_t *first, uint32_t *last) {
  UErrorCode status = U_ZERO_ERROR; UChar32 a = 0, b = 0; UChar string[64];
  int32_t result = uset_getItem((USet *)set, index, &a, &b, string, 64, &status);
  if (U_FAILURE(status)) return -1;
  *first = (uint32_t)a; *last = (uint32_t)b;
  return result;
}

cicu_transliterator *cicu_transliterator_open(const uint16_t *identifier, int32_t count, cicu_status *status) {
  return (cicu_transliterator *)utrans_openU((const UChar *)identifier, count, UTRANS_FORWARD, NULL, 0, NULL, STATUS(status));
}
void cicu_transliterator_close(cicu_transliterator *t) { utrans_close((UTransliterator *)t); }
void cicu_transliterate(cicu_transliterator *t, uint16_t *text, int32_t *count, int32_t capacity, cicu_status *status) {
  int32_t limit = *count;
  utrans_transUChars((UTransliterator *)t, (UChar *)text, count, capacity, 0, &limit, STATUS(status));
}

static const UNormalizer2 *normalizer(int32_t form, UErrorCode *status) {
  switch (form) {
    case 0: return unorm2_getNFCInstance(status);
    case 1: return unorm2_getNFDInstance(status);
    case 2: return unorm2_getNFKCInstance(status);
    case 3: return unorm2_getNFKDInstance(status);
    default: return unorm2_getNFKCCasefoldInstance(status);
  }
}
int32_t cicu_normalize(int32_t form, const uint16_t *text, int32_t count, uint16_t *out, int32_t capacity, cicu_status *status) {
  const UNormalizer2 *n = normalizer(form, STATUS(status));
  return U_FAILURE(*status) ? 0 : unorm2_normalize(n, (const UChar *)text, count, (UChar *)out, capacity, STATUS(status));
}
bool cicu_is_normalized(int32_t form, const uint16_t *text, int32_t count, cicu_status *status) {
  const UNormalizer2 *n = normalizer(form, STATUS(status));
  return U_SUCCESS(*status) && unorm2_isNormalized(n, (const UChar *)text, count, STATUS(status));
}
int32_t cicu_fold_case(const uint8_t *text, int32_t count, uint8_t *out, int32_t capacity, cicu_status *status) {
  UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, STATUS(status));
  if (U_FAILURE(*status)) return 0;
  int32_t result = ucasemap_utf8FoldCase(map, (char *)out, capacity, (const char *)text, count, STATUS(status));
  ucasemap_close(map);
  return result;
}

cicu_collator *cicu_collator_open(const char *locale, int32_t strength, cicu_status *status) {
  UCollator *c = ucol_open(locale, STATUS(status));
  if (U_FAILURE(*status)) return NULL;
  ucol_setStrength(c, (UCollationStrength)strength);
  ucol_setAttribute(c, UCOL_NORMALIZATION_MODE, UCOL_ON, STATUS(status));
  return (cicu_collator *)c;
}
void cicu_collator_close(cicu_collator *c) { ucol_close((UCollator *)c); }
int32_t cicu_collator_key(cicu_collator *c, const uint16_t *text, int32_t count, uint8_t *out, int32_t capacity) { return ucol_getSortKey((UCollator *)c, (const UChar *)text, count, out, capacity); }
int32_t cicu_collator_compare(cicu_collator *c, const uint8_t *l, int32_t ln, const uint8_t *r, int32_t rn, cicu_status *status) {
  return (int32_t)ucol_strcollUTF8((UCollator *)c, (const char *)l, ln, (const char *)r, rn, STATUS(status));
}
cicu_search *cicu_search_open(cicu_collator *c, const uint16_t *p, int32_t pn, const uint16_t *t, int32_t tn, cicu_status *status) {
  return (cicu_search *)usearch_openFromCollator((const UChar *)p, pn, (const UChar *)t, tn, (UCollator *)c, NULL, STATUS(status));
}
void cicu_search_close(cicu_search *s) { usearch_close((UStringSearch *)s); }
int32_t cicu_search_next(cicu_search *s, int32_t *match_count, cicu_status *status) {
  int32_t at = usearch_next((UStringSearch *)s, STATUS(status));
  *match_count = usearch_getMatchedLength((UStringSearch *)s);
  return at;
}

struct cicu_detector { UCharsetDetector *raw; const UCharsetMatch **matches; int32_t count; };
cicu_detector *cicu_detector_open(const char *bytes, int32_t count, bool strips_markup, cicu_status *status) {
  cicu_detector *d = calloc(1, sizeof *d);
  if (!d) { *status = U_MEMORY_ALLOCATION_ERROR; return NULL; }
  d->raw = ucsdet_open(STATUS(status));
  if (U_FAILURE(*status)) { free(d); return NULL; }
  ucsdet_enableInputFilter(d->raw, strips_markup);
  ucsdet_setText(d->raw, bytes, count, STATUS(status));
  return d;
}
void cicu_detector_close(cicu_detector *d) { ucsdet_close(d->raw); free(d); }
int32_t cicu_detector_run(cicu_detector *d, cicu_status *status) { d->matches = ucsdet_detectAll(d->raw, &d->count, STATUS(status)); return U_SUCCESS(*status) ? d->count : 0; }
const char *cicu_detector_match(cicu_detector *d, int32_t index, int32_t *confidence, const char **language, cicu_status *status) {
  if (index < 0 || index >= d->count) return NULL;
  *confidence = ucsdet_getConfidence(d->matches[index], STATUS(status));
  *language = ucsdet_getLanguage(d->matches[index], STATUS(status));
  return ucsdet_getName(d->matches[index], STATUS(status));
}

cicu_converter *cicu_converter_open(const char *name, cicu_status *status) { return (cicu_converter *)ucnv_open(name, STATUS(status)); }
void cicu_converter_close(cicu_converter *c) { ucnv_close((UConverter *)c); }
const char *cicu_converter_name(cicu_converter *c, cicu_status *status) {
  const char *own = ucnv_getName((UConverter *)c, STATUS(status));
  UErrorCode ignored = U_ZERO_ERROR;
  const char *usual = own ? ucnv_getStandardName(own, "MIME", &ignored) : NULL;
  if (own && !usual) usual = ucnv_getStandardName(own, "IANA", &ignored);
  return usual ? usual : own;
}
int32_t cicu_converter_decode(cicu_converter *c, const uint8_t *bytes, int32_t count, int32_t *consumed, uint16_t *out, int32_t *offsets, int32_t capacity, bool at_end, cicu_status *status) {
  const char *source = (const char *)bytes; UChar *target = (UChar *)out;
  ucnv_toUnicode((UConverter *)c, &target, (UChar *)out + capacity, &source, (const char *)bytes + count, offsets, at_end, STATUS(status));
  if (*status == U_BUFFER_OVERFLOW_ERROR) *status = U_ZERO_ERROR; /* the caller goes on from *consumed */
  *consumed = (int32_t)(source - (const char *)bytes);
  return (int32_t)(target - (UChar *)out);
}
int32_t cicu_converter_encode(cicu_converter *c, const uint16_t *text, int32_t count, char *out, int32_t capacity, cicu_status *status) { return ucnv_fromUChars((UConverter *)c, out, capacity, (const UChar *)text, count, STATUS(status)); }

cicu_regex *cicu_regex_open(const uint16_t *pattern, int32_t count, uint32_t flags, int32_t *error_offset, cicu_status *status) {
  UParseError where; where.offset = -1; where.line = 0;
  cicu_regex *r = (cicu_regex *)uregex_open((const UChar *)pattern, count, flags, &where, STATUS(status));
  *error_offset = where.offset;
  return r;
}
void cicu_regex_close(cicu_regex *r) { uregex_close((URegularExpression *)r); }
void cicu_regex_set_limits(cicu_regex *r, int32_t time, int32_t stack, cicu_status *status) {
  uregex_setTimeLimit((URegularExpression *)r, time, STATUS(status));
  uregex_setStackLimit((URegularExpression *)r, stack, STATUS(status));
}
void cicu_regex_set_text(cicu_regex *r, const uint16_t *text, int32_t count, cicu_status *status) { uregex_setText((URegularExpression *)r, (const UChar *)text, count, STATUS(status)); }
bool cicu_regex_find_next(cicu_regex *r, cicu_status *status) { return uregex_findNext((URegularExpression *)r, STATUS(status)); }
int32_t cicu_regex_group_count(cicu_regex *r, cicu_status *status) { return uregex_groupCount((URegularExpression *)r, STATUS(status)); }
int32_t cicu_regex_start(cicu_regex *r, int32_t group, cicu_status *status) { return uregex_start((URegularExpression *)r, group, STATUS(status)); }
int32_t cicu_regex_end(cicu_regex *r, int32_t group, cicu_status *status) { return uregex_end((URegularExpression *)r, group, STATUS(status)); }

void cicu_sentence_classes(uint32_t first, int32_t count, uint8_t *classes) {
  for (int32_t i = 0; i < count; i++) {
    UChar32 c = (UChar32)(first + (uint32_t)i);
    uint8_t value = 0;
    switch (u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK)) {
      case U_SB_ATERM: value = 1; break;
      case U_SB_STERM: value = 2; break;
      case U_SB_CLOSE:
        switch (u_charType(c)) {
          case U_END_PUNCTUATION: value = 3; break;
          case U_START_PUNCTUATION: value = 4; break;
          default: value = 5; break;
        }
        break;
      case U_SB_SP: value = 6; break;
      case U_SB_SEP: case U_SB_CR: case U_SB_LF: value = 7; break;
      case U_SB_LOWER: value = 8; break;
      case U_SB_UPPER: value = 9; break;
      case U_SB_OLETTER: value = 10; break;
      case U_SB_NUMERIC: value = 11; break;
      case U_SB_SCONTINUE: value = 12; break;
      case U_SB_EXTEND: case U_SB_FORMAT: value = 13; break;
      default: break;
    }
    classes[i] = value;
  }
}
void cicu_simple_lowercase(uint32_t first, int32_t count, uint32_t *mapped) {
  for (int32_t i = 0; i < count; i++) mapped[i] = (uint32_t)u_tolower((UChar32)(first + (uint32_t)i));
}

bool cicu_regex_looking_at(cicu_regex *r, int32_t index, int32_t limit, cicu_status *status) {
  URegularExpression *regex = (URegularExpression *)r;
  uregex_useTransparentBounds(regex, 1, STATUS(status));
  uregex_useAnchoringBounds(regex, 0, STATUS(status));
  uregex_setRegion(regex, index, limit, STATUS(status));
  return uregex_lookingAt(regex, -1, STATUS(status));
}
