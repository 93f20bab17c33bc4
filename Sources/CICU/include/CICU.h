/* What Tolmach uses of ICU4C, without naming an ICU header or type: see DESIGN, "CICU". */
#ifndef CICU_H
#define CICU_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

typedef int32_t cicu_status; /* UErrorCode: greater than 0 is a failure, less is a warning */
const char *cicu_status_name(cicu_status status);
const char *cicu_version(void);

/* Break iteration over UTF-8. The text must outlive the iteration. */
typedef struct cicu_break cicu_break;
typedef enum { CICU_CHARACTER = 0, CICU_WORD = 1, CICU_LINE = 2, CICU_SENTENCE = 3 } cicu_break_kind;
cicu_break *_Nullable cicu_break_open(int32_t kind, const char *locale, cicu_status *status);
void cicu_break_close(cicu_break *iterator);
void cicu_break_set_text(cicu_break *iterator, const uint8_t *text, int64_t count, cicu_status *status);
int32_t cicu_break_next(cicu_break *iterator);        /* the byte offset, or -1 at the end */
int32_t cicu_break_rule_status(cicu_break *iterator); /* of the piece that ends here */
void cicu_break_clear_text(cicu_break *iterator);     /* lets go of the text */

/* Scripts: ISO 15924 by ICU's numbers. */
int32_t cicu_script(uint32_t scalar);
bool cicu_has_script(uint32_t scalar, int32_t script);
int32_t cicu_script_extensions(uint32_t scalar, int32_t *scripts, int32_t capacity, cicu_status *status);
const char *_Nullable cicu_script_code(int32_t script);
const char *_Nullable cicu_script_name(int32_t script);
int32_t cicu_script_from_code(const char *code); /* -1: unknown */
int32_t cicu_locale_scripts(const char *locale, int32_t *scripts, int32_t capacity, cicu_status *status);

/* Locales */
int32_t cicu_language_tag(const char *tag, char *_Nullable out, int32_t capacity, cicu_status *status); /* canonical BCP 47 */
int32_t cicu_likely_subtags(const char *locale, char *_Nullable out, int32_t capacity, cicu_status *status);
int32_t cicu_number_symbol(const char *locale, int32_t kind, uint16_t *_Nullable out, int32_t capacity, cicu_status *status); /* 0 decimal, 1 grouping, 2 zero */
int32_t cicu_display_name(const char *locale, const char *in_locale, uint16_t *_Nullable out, int32_t capacity, cicu_status *status);
int32_t cicu_available_locale_count(void);
const char *_Nullable cicu_available_locale(int32_t index);
bool cicu_is_iso_language(const char *language);

/* Names that CLDR has in every language. Kinds: 0 territories, 1 languages, 2 currencies, 3 time zones (their cities), 4 months, 5 weekdays. */
typedef struct cicu_codes cicu_codes;
cicu_codes *_Nullable cicu_codes_open(int32_t kind, cicu_status *status); /* kinds 0 to 3 */
void cicu_codes_close(cicu_codes *codes);
const char *_Nullable cicu_codes_next(cicu_codes *codes, cicu_status *status); /* valid until the next call */
typedef struct cicu_namer cicu_namer;
cicu_namer *_Nullable cicu_namer_open(const char *locale, bool is_short, cicu_status *status);
void cicu_namer_close(cicu_namer *namer);
/* Months and weekdays are counted from 0 (January, Sunday); inflected is the form inside a date. 0 where the language has no name. */
int32_t cicu_namer_name(cicu_namer *namer, int32_t kind, const char *code, bool inflected, uint16_t *_Nullable out, int32_t capacity, cicu_status *status);

/* Sets of characters: the exemplar characters of a language (0 main, 1 auxiliary). */
typedef struct cicu_set cicu_set;
cicu_set *_Nullable cicu_exemplars_open(const char *locale, int32_t kind, cicu_status *status);
void cicu_set_close(cicu_set *set);
int32_t cicu_set_range_count(cicu_set *set);
/* 0: a range; above 1: the length of a string, which is left out; below 0: failure */
int32_t cicu_set_range(cicu_set *set, int32_t index, uint32_t *first, uint32_t *last);

/* Transliteration */
typedef struct cicu_transliterator cicu_transliterator;
cicu_transliterator *_Nullable cicu_transliterator_open(const uint16_t *identifier, int32_t count, cicu_status *status);
void cicu_transliterator_close(cicu_transliterator *transliterator);
/* Changes the text in place; the new length is in *count; overflow is status 15 with the needed length in *count. */
void cicu_transliterate(cicu_transliterator *transliterator, uint16_t *text, int32_t *count, int32_t capacity, cicu_status *status);

/* Normalisation: 0 NFC, 1 NFD, 2 NFKC, 3 NFKD, 4 NFKC_Casefold */
int32_t cicu_normalize(int32_t form, const uint16_t *text, int32_t count, uint16_t *_Nullable out, int32_t capacity, cicu_status *status);
bool cicu_is_normalized(int32_t form, const uint16_t *text, int32_t count, cicu_status *status);
/* Full case folding of UTF-8 (CaseFolding.txt C + F). */
int32_t cicu_fold_case(const uint8_t *text, int32_t count, uint8_t *_Nullable out, int32_t capacity, cicu_status *status);

/* Collation. Strength: 0 primary, 1 secondary, 2 tertiary, 15 identical */
typedef struct cicu_collator cicu_collator;
cicu_collator *_Nullable cicu_collator_open(const char *locale, int32_t strength, cicu_status *status);
void cicu_collator_close(cicu_collator *collator);
int32_t cicu_collator_key(cicu_collator *collator, const uint16_t *text, int32_t count, uint8_t *_Nullable out, int32_t capacity);
int32_t cicu_collator_compare(cicu_collator *collator, const uint8_t *left, int32_t left_count, const uint8_t *right, int32_t right_count, cicu_status *status);
typedef struct cicu_search cicu_search;
cicu_search *_Nullable cicu_search_open(cicu_collator *collator, const uint16_t *pattern, int32_t pattern_count, const uint16_t *text, int32_t text_count, cicu_status *status);
void cicu_search_close(cicu_search *search);
int32_t cicu_search_next(cicu_search *search, int32_t *match_count, cicu_status *status); /* UTF-16 offset, or -1 */

/* Charsets */
typedef struct cicu_detector cicu_detector;
cicu_detector *_Nullable cicu_detector_open(const char *bytes, int32_t count, bool strips_markup, cicu_status *status);
void cicu_detector_close(cicu_detector *detector);
int32_t cicu_detector_run(cicu_detector *detector, cicu_status *status); /* the number of matches, best first */
const char *_Nullable cicu_detector_match(cicu_detector *detector, int32_t index, int32_t *confidence, const char *_Nullable *_Nonnull language, cicu_status *status);
typedef struct cicu_converter cicu_converter;
cicu_converter *_Nullable cicu_converter_open(const char *name, cicu_status *status);
void cicu_converter_close(cicu_converter *converter);
const char *_Nullable cicu_converter_name(cicu_converter *converter, cicu_status *status);
/* Converts some bytes; *consumed and the result count what was read and written; offsets[i] is the byte from which unit i came. */
int32_t cicu_converter_decode(cicu_converter *converter, const uint8_t *bytes, int32_t count, int32_t *consumed, uint16_t *out, int32_t *offsets, int32_t capacity, bool at_end, cicu_status *status);
int32_t cicu_converter_encode(cicu_converter *converter, const uint16_t *text, int32_t count, char *_Nullable out, int32_t capacity, cicu_status *status);

/* Regular expressions over UTF-16. The text must outlive the matching. */
typedef struct cicu_regex cicu_regex;
cicu_regex *_Nullable cicu_regex_open(const uint16_t *pattern, int32_t count, uint32_t flags, int32_t *error_offset, cicu_status *status);
void cicu_regex_close(cicu_regex *regex);
void cicu_regex_set_limits(cicu_regex *regex, int32_t time, int32_t stack, cicu_status *status);
void cicu_regex_set_text(cicu_regex *regex, const uint16_t *text, int32_t count, cicu_status *status);
bool cicu_regex_find_next(cicu_regex *regex, cicu_status *status);
/* Whether a match starts at an index; it may look at all of the text around. */
bool cicu_regex_looking_at(cicu_regex *regex, int32_t index, int32_t limit, cicu_status *status);
int32_t cicu_regex_group_count(cicu_regex *regex, cicu_status *status);
int32_t cicu_regex_start(cicu_regex *regex, int32_t group, cicu_status *status); /* -1: no part in the match */
int32_t cicu_regex_end(cicu_regex *regex, int32_t group, cicu_status *status);

/* The Sentence_Break property of UAX #29 of consecutive scalars, with closing punctuation told from opening and quotation
   marks: 1 ATerm, 2 STerm, 3 closing, 4 opening, 5 quotation mark, 6 Sp, 7 Sep CR LF, 8 Lower, 9 Upper, 10 OLetter,
   11 Numeric, 12 SContinue, 13 Extend Format, 0 the rest. */
void cicu_sentence_classes(uint32_t first, int32_t count, uint8_t *classes);
/* The simple lower-case mappings of consecutive scalars. */
void cicu_simple_lowercase(uint32_t first, int32_t count, uint32_t *mapped);

#pragma clang assume_nonnull end
#endif
