#include "CLanguageModel.h"

#include "Multiversion.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const uint8_t model[] = {
#embed "model.bin"
};

_Alignas(64) static const uint8_t names[65536] = {
#embed "names.bin"
};

_Alignas(64) static const uint8_t variants[] = {
#embed "variants.bin"
};

const uint32_t *clanguagemodel_variants(int32_t *count) {
  *count = (int32_t)(sizeof variants / 4);
  return (const uint32_t *)variants;
}

const uint8_t *clanguagemodel_names(void) { return names; }

const uint8_t *clanguagemodel_bytes(int32_t *count) { *count = (int32_t)sizeof model; return model; }

#define INLINE static inline __attribute__((always_inline))

/* The hash of a sequence, as Scripts/languages/train.cpp makes it. */
static const uint64_t seed = 0xCBF29CE484222325, prime = 0x9E3779B97F4A7C15;

INLINE uint64_t mix(uint64_t hash, uint32_t scalar) {
  uint64_t product = (hash ^ scalar) * prime;
  return product ^ product >> 29;
}

INLINE uint64_t finish(uint64_t hash) { return hash ^ hash >> 32; }

/* Where the parts of the file lie. */
typedef struct {
  const uint8_t *lines;
  uint64_t line_count;
  const int8_t *rows;
  const uint16_t *seeds, *checks;
  uint64_t slot_count, seed_count;
  uint32_t stride;
} parts;

INLINE parts parts_of_script(int32_t script) {
  const uint32_t *head = (const uint32_t *)model;
  const uint32_t *entry = head + 16 + 6 * (script - 1);
  return (parts){
      .lines = model + head[8], .line_count = head[3],
      .rows = (const int8_t *)(model + entry[3]), .seeds = (const uint16_t *)(model + entry[4]),
      .checks = (const uint16_t *)(model + entry[5]), .slot_count = entry[0], .seed_count = entry[1], .stride = entry[2]};
}

INLINE uint32_t slot_of(const parts *at, uint64_t key) {
  uint64_t displaced = at->seeds[((key & 0xFFFFFFFF) * at->seed_count) >> 32];
  return (uint32_t)(((((key ^ displaced << 16) * prime) >> 32) * at->slot_count) >> 32);
}

INLINE bool holds(const parts *at, uint64_t key, uint32_t slot) { return at->checks[slot] == ((uint16_t)(key >> 48) | 1); }

INLINE const uint8_t *line_of(const parts *at, uint64_t key) { return at->lines + (((key & 0xFFFFFFFF) * at->line_count) >> 32) * 64; }

/* Bit k is set where byte 42 + k of a line is the given one, k from 0 to 20. */
INLINE uint32_t fitting(const uint8_t *line, int8_t check) {
#if defined(__SSE2__)
  __m128i wanted = _mm_set1_epi8(check);
  uint32_t low = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)line + 2), wanted));
  uint32_t high = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)line + 3), wanted));
  return (low | high << 16) >> 10 & 0x1FFFFF;
#else
  uint32_t result = 0;
  for (uint32_t place = 0; place < 21; ++place) result |= (uint32_t)((int8_t)line[42 + place] == check) << place;
  return result;
#endif
}

typedef int8_t bytes16 __attribute__((vector_size(16), aligned(1)));
typedef uint16_t shorts8 __attribute__((vector_size(16), aligned(2)));
typedef int16_t shorts16 __attribute__((vector_size(32), aligned(2)));
typedef int32_t ints16 __attribute__((vector_size(64), aligned(4)));

/* What the codes of weights mean, in units of the model: sixty-four values, as close to the weights as any (Lloyd's method).
   Sixteen times as long as that: where the last four bits of the check do not fit, the code lies beyond 64, and means 0. */
static const int16_t meanings[1024] = {
    -36, -24, -19, -15, -13, -11, -9, -8, -7, -7, -6, -5, -5, -4, -4, -4, -3, -3, -2, -1, 1, 2, 3,
    3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 12, 13,
    14, 15, 16, 17, 19, 21, 23, 26, 30, 36, 44, 58};

int32_t clanguagemodel_meaning(int32_t code) { return meanings[code & 63]; }

/* Writes the entries of a line that fit a key one after another; room for eight more than fit is needed. Returns their end. */
typedef uint16_t *gather(const uint8_t *line, uint64_t key, uint16_t *list);

INLINE uint16_t *gather_one_by_one(const uint8_t *line, uint64_t key, uint16_t *list) {
  uint16_t rest = (uint16_t)(key >> 48 << 12);
  for (uint32_t fits = fitting(line, (int8_t)(key >> 40)); fits != 0; fits &= fits - 1) {
    *list++ = ((const uint16_t *)line)[__builtin_ctz(fits)] ^ rest;
  }
  return list;
}

#if defined(NEWER)
/* For each set of eight places, the bytes of those in it, in order: place k of the order is the number of places before which
   at most k of the set lie. */
#define BEFORE(set, bits, k) (__builtin_popcount((set) & (bits)) <= (k))
#define PLACE(set, k) \
  2 * (BEFORE(set, 1, k) + BEFORE(set, 3, k) + BEFORE(set, 7, k) + BEFORE(set, 15, k) + BEFORE(set, 31, k) + \
       BEFORE(set, 63, k) + BEFORE(set, 127, k) + BEFORE(set, 255, k))
#define BYTES(set, k) PLACE(set, k), PLACE(set, k) + 1
#define ORDER(set) \
  {BYTES(set, 0), BYTES(set, 1), BYTES(set, 2), BYTES(set, 3), BYTES(set, 4), BYTES(set, 5), BYTES(set, 6), BYTES(set, 7)}
#define ORDERS4(set) ORDER(set), ORDER(set + 1), ORDER(set + 2), ORDER(set + 3)
#define ORDERS16(set) ORDERS4(set), ORDERS4(set + 4), ORDERS4(set + 8), ORDERS4(set + 12)
#define ORDERS64(set) ORDERS16(set), ORDERS16(set + 16), ORDERS16(set + 32), ORDERS16(set + 48)
_Alignas(64) static const uint8_t orders[256][16] = {ORDERS64(0), ORDERS64(64), ORDERS64(128), ORDERS64(192)};

/* The same eight places at a time and without a branch: how many fit cannot be guessed. */
INLINE NEWER uint16_t *gather_shuffled(const uint8_t *line, uint64_t key, uint16_t *list) {
  uint32_t fits = fitting(line, (int8_t)(key >> 40));
  __m128i rest = _mm_set1_epi16((short)(key >> 48 << 12));
#pragma clang loop unroll(full)
  for (int32_t part = 0; part < 3; ++part) {
    uint32_t set = fits >> 8 * part & 255;
    __m128i entries = _mm_xor_si128(_mm_load_si128((const __m128i *)line + part), rest);
    _mm_storeu_si128((__m128i *)list, _mm_shuffle_epi8(entries, _mm_load_si128((const __m128i *)orders[set])));
    list += __builtin_popcount(set);
  }
  return list;
}
#endif

/* No line has more entries; a gathered list needs room for eight more. */
enum { line_limit = 21, list_room = 8 };

INLINE void add_entries(const uint16_t *first, const uint16_t *end, int32_t *scores) {
  for (const uint16_t *entry = first; entry < end; ++entry) scores[*entry & 63] += meanings[*entry >> 6];
}

INLINE void add_line(const parts *at, uint64_t key, int32_t *scores, gather *gather) {
  uint16_t list[line_limit + list_room];
  add_entries(list, gather(line_of(at, key), key, list), scores);
}

/* The sequences of up to three that end at a character where the longest has no row. Returns the slot of the longest that has
   one, or -1. */
static __attribute__((noinline)) int64_t without_row(const parts *at, uint64_t key, const uint32_t *last, bool is_first, int32_t *scores) {
  add_line(at, key, scores, gather_one_by_one);
  if (!is_first) {
    key = finish(mix(mix(seed, last[-1]), last[0]));
    uint32_t slot = slot_of(at, key);
    if (holds(at, key, slot)) return slot;
    add_line(at, key, scores, gather_one_by_one);
  }
  if (*last == '_') return -1;
  key = finish(mix(seed, last[0]));
  uint32_t slot = slot_of(at, key);
  if (holds(at, key, slot)) return slot;
  add_line(at, key, scores, gather_one_by_one);
  return -1;
}

/* Asks for a sequence of up to three characters; returns where its row lies, if it has one. */
INLINE uint32_t ask_for_row(const parts *at, uint64_t key) {
  uint32_t slot = slot_of(at, key);
  __builtin_prefetch(at->rows + (uint64_t)slot * at->stride);
  __builtin_prefetch(at->checks + slot);
  return slot;
}

INLINE uint64_t ask_for_line(const parts *at, uint64_t key) {
  __builtin_prefetch(line_of(at, key));
  return key;
}

INLINE void add_row(const parts *at, const int8_t *first, shorts16 *sums) {
  const bytes16 *row = (const bytes16 *)first;
  sums[0] += __builtin_convertvector(row[0], shorts16);
  if (at->stride < 64) return;
  sums[1] += __builtin_convertvector(row[1], shorts16);
  sums[2] += __builtin_convertvector(row[2], shorts16);
  sums[3] += __builtin_convertvector(row[3], shorts16);
}

/* In two rounds, so that the memory for all sequences is under way before the first is read: the model is larger than the fast
   caches, and waiting for one place after another would take five times as long. Few loops, since the processor guesses the
   end of each wrong. */
INLINE void ask(const uint32_t *word, int32_t count, int32_t script, clanguagemodel_asked *asked) {
  asked->word = word;
  asked->count = count;
  asked->script = script;
  if (count < 3 || count > clanguagemodel_word_limit) {
    asked->count = 0;
    return;
  }
  const parts at = parts_of_script(script);
  uint64_t one = mix(seed, word[1]), two = mix(mix(seed, word[0]), word[1]), three = mix(two, word[2]), four = 0;
  uint64_t whole = mix(mix(mix(seed + 1, word[0]), word[1]), word[2]);
  asked->slots[1] = ask_for_row(&at, asked->keys[1] = finish(two));
  asked->slots[2] = ask_for_row(&at, asked->keys[2] = finish(three));
  two = mix(one, word[2]);
  one = mix(seed, word[2]);
  for (int32_t end = 3; end < count; ++end) {
    uint64_t five = mix(four, word[end]);
    four = mix(three, word[end]);
    three = mix(two, word[end]);
    two = mix(one, word[end]);
    one = mix(seed, word[end]);
    whole = mix(whole, word[end]);
    asked->slots[end] = ask_for_row(&at, asked->keys[end] = finish(three));
    asked->fours[end - 3] = ask_for_line(&at, finish(four));
    asked->fives[end - 3] = ask_for_line(&at, end > 3 ? finish(five) : asked->fours[0]);
  }
  asked->whole = ask_for_line(&at, finish(whole));
}

/* What the sequences of up to three characters say, and the word itself. */
INLINE void add_short(const clanguagemodel_asked *asked, int32_t *scores, gather *gather) {
  int32_t count = asked->count;
  if (count == 0) return;
  const parts at = parts_of_script(asked->script);
  shorts16 sums[4] = {{0}, {0}, {0}, {0}};
  /* Where the longest has no row is put off to the end: which ones cannot be guessed. */
  _Alignas(64) static const int8_t nothing[64];
  uint8_t missing[clanguagemodel_word_limit];
  int32_t missing_count = 0;
  for (int32_t end = 1; end < count; ++end) {
    bool has_row = holds(&at, asked->keys[end], asked->slots[end]);
    missing[missing_count] = (uint8_t)end;
    missing_count += !has_row;
    const int8_t *row = at.rows + (uint64_t)asked->slots[end] * at.stride;
    add_row(&at, has_row ? row : nothing, sums);
  }
  for (int32_t number = 0; number < missing_count; ++number) {
    int32_t end = missing[number];
    int64_t slot = without_row(&at, asked->keys[end], asked->word + end, end == 1, scores);
    if (slot >= 0) add_row(&at, at.rows + slot * at.stride, sums);
  }
  if (count > 5) add_line(&at, asked->whole, scores, gather);
  for (int32_t part = 0; part < 4; ++part) ((ints16 *)scores)[part] += __builtin_convertvector(sums[part], ints16);
}

/* What the sequences of four and five say: most of the work. */
INLINE void add_long(const clanguagemodel_asked *asked, int32_t *scores, gather *gather) {
  int32_t count = asked->count - 3;
  if (count < 1) return;
  const parts at = parts_of_script(asked->script);
  uint16_t list[2 * line_limit * (clanguagemodel_word_limit - 3) + list_room];
  uint16_t *end = gather(line_of(&at, asked->fours[0]), asked->fours[0], list);
  for (int32_t place = 1; place < count; ++place) {
    end = gather(line_of(&at, asked->fours[place]), asked->fours[place], end);
    end = gather(line_of(&at, asked->fives[place]), asked->fives[place], end);
  }
  add_entries(list, end, scores);
}

INLINE void add_word(const uint32_t *word, int32_t count, int32_t script, int32_t *scores, gather *gather) {
  clanguagemodel_asked asked;
  ask(word, count, script, &asked);
  add_short(&asked, scores, gather);
  add_long(&asked, scores, gather);
}

MULTIVERSION void clanguagemodel_ask_word(const uint32_t *word, int32_t count, int32_t script, clanguagemodel_asked *asked) {
  ask(word, count, script, asked);
}

#if defined(NEWER)
static NEWER void add_short_newer(const clanguagemodel_asked *asked, int32_t *scores) {
  add_short(asked, scores, gather_shuffled);
}

static NEWER void add_long_newer(const clanguagemodel_asked *asked, int32_t *scores) {
  add_long(asked, scores, gather_shuffled);
}

static NEWER void add_word_newer(const uint32_t *word, int32_t count, int32_t script, int32_t *scores) {
  add_word(word, count, script, scores, gather_shuffled);
}

#define DISPATCH(newer) if (IS_NEWER) return newer
#else
#define DISPATCH(newer)
#endif

void clanguagemodel_add_short(const clanguagemodel_asked *asked, int32_t *scores) {
  DISPATCH(add_short_newer(asked, scores));
  add_short(asked, scores, gather_one_by_one);
}

void clanguagemodel_add_long(const clanguagemodel_asked *asked, int32_t *scores) {
  DISPATCH(add_long_newer(asked, scores));
  add_long(asked, scores, gather_one_by_one);
}

void clanguagemodel_add_word(const uint32_t *word, int32_t count, int32_t script, int32_t *scores) {
  DISPATCH(add_word_newer(word, count, script, scores));
  add_word(word, count, script, scores, gather_one_by_one);
}
