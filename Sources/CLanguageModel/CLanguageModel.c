#include "CLanguageModel.h"

#include "Multiversion.h"

#if defined(__SSE2__)
#include <emmintrin.h>
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

/* A line that was read: its entries with the last four bits of check taken off, and which of them the first eight fit. */
typedef struct {
  uint16_t entries[32];
} read_line;

INLINE uint32_t read(const parts *at, uint64_t key, read_line *result) {
  const uint8_t *line = line_of(at, key);
  int8_t check = (int8_t)(key >> 40);
  uint16_t rest = (uint16_t)(key >> 48 << 12);
  for (int32_t part = 0; part < 3; ++part) {
    *(shorts8 *)(result->entries + 8 * part) = *(const shorts8 *)(line + 16 * part) ^ rest;
  }
  return fitting(line, check);
}

INLINE void add_entries(const read_line *lines, uint64_t fitting, int32_t *scores) {
  while (fitting != 0) {
    uint16_t entry = ((const uint16_t *)lines)[__builtin_ctzll(fitting)];
    fitting &= fitting - 1;
    scores[entry & 63] += meanings[entry >> 6];
  }
}

INLINE void add_line(const parts *at, uint64_t key, int32_t *scores) {
  read_line line;
  uint32_t fits = read(at, key, &line);
  add_entries(&line, fits, scores);
}

/* The sequences of up to three that end at a character where the longest has no row. Returns the slot of the longest that has
   one, or -1. */
static __attribute__((noinline)) int64_t without_row(const parts *at, uint64_t key, const uint32_t *last, bool is_first, int32_t *scores) {
  add_line(at, key, scores);
  if (!is_first) {
    key = finish(mix(mix(seed, last[-1]), last[0]));
    uint32_t slot = slot_of(at, key);
    if (holds(at, key, slot)) return slot;
    add_line(at, key, scores);
  }
  if (*last == '_') return -1;
  key = finish(mix(seed, last[0]));
  uint32_t slot = slot_of(at, key);
  if (holds(at, key, slot)) return slot;
  add_line(at, key, scores);
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

/* Adds the row of the sequence of up to three that ends at a character. */
INLINE void add_row(const parts *at, uint64_t key, int64_t slot, const uint32_t *word, int32_t end, shorts16 *sums, int32_t *scores) {
  if (!holds(at, key, (uint32_t)slot)) {
    slot = without_row(at, key, word + end, end == 1, scores);
    if (slot < 0) return;
  }
  const bytes16 *row = (const bytes16 *)(at->rows + slot * at->stride);
  sums[0] += __builtin_convertvector(row[0], shorts16);
  if (at->stride < 64) return;
  sums[1] += __builtin_convertvector(row[1], shorts16);
  sums[2] += __builtin_convertvector(row[2], shorts16);
  sums[3] += __builtin_convertvector(row[3], shorts16);
}

/* In two rounds, so that the memory for all sequences is under way before the first is read: the model is larger than the fast
   caches, and waiting for one place after another would take five times as long. Few loops, since the processor guesses the
   end of each wrong. */
MULTIVERSION void clanguagemodel_add_word(const uint32_t *word, int32_t count, int32_t script, int32_t *scores) {
  if (count < 3 || count > clanguagemodel_word_limit) return;
  const parts at = parts_of_script(script);
  /* By the place where a sequence ends: of up to three characters, of four, of five. */
  uint64_t keys[clanguagemodel_word_limit], fours[clanguagemodel_word_limit], fives[clanguagemodel_word_limit];
  uint32_t slots[clanguagemodel_word_limit];
  uint64_t one = mix(seed, word[1]), two = mix(mix(seed, word[0]), word[1]), three = mix(two, word[2]), four = 0;
  uint64_t whole = mix(mix(mix(seed + 1, word[0]), word[1]), word[2]);
  slots[1] = ask_for_row(&at, keys[1] = finish(two));
  slots[2] = ask_for_row(&at, keys[2] = finish(three));
  two = mix(one, word[2]);
  one = mix(seed, word[2]);
  for (int32_t end = 3; end < count; ++end) {
    uint64_t five = mix(four, word[end]);
    four = mix(three, word[end]);
    three = mix(two, word[end]);
    two = mix(one, word[end]);
    one = mix(seed, word[end]);
    whole = mix(whole, word[end]);
    slots[end] = ask_for_row(&at, keys[end] = finish(three));
    fours[end] = ask_for_line(&at, finish(four));
    fives[end] = ask_for_line(&at, end > 3 ? finish(five) : fours[end]);
  }
  whole = ask_for_line(&at, finish(whole));

  shorts16 sums[4] = {{0}, {0}, {0}, {0}};
  add_row(&at, keys[1], slots[1], word, 1, sums, scores);
  add_row(&at, keys[2], slots[2], word, 2, sums, scores);
  for (int32_t end = 3; end < count; ++end) {
    add_row(&at, keys[end], slots[end], word, end, sums, scores);
    read_line lines[2];
    uint64_t fits = read(&at, fours[end], lines);
    fits |= (uint64_t)(end > 3 ? read(&at, fives[end], lines + 1) : 0) << 32;
    add_entries(lines, fits, scores);
  }
  if (count > 5) add_line(&at, whole, scores);
  for (int32_t part = 0; part < 4; ++part) ((ints16 *)scores)[part] += __builtin_convertvector(sums[part], ints16);
}
