#ifndef CLANGUAGEMODEL_H
#define CLANGUAGEMODEL_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#pragma clang assume_nonnull begin

/* The figures that Scripts/languages makes; read-only, aligned to 64 bytes, there for the life of the process. */
const uint8_t *clanguagemodel_bytes(int32_t *count);

/* Two Bloom filters of 2^18 bits, for given and for family names. */
const uint8_t *clanguagemodel_names(void);

/* Words that Portugal and Brazil write differently, sorted: 24 bits of hash, 8 bits of weight. */
const uint32_t *clanguagemodel_variants(int32_t *count);

/* Asks for a place of memory that is read soon; does nothing else. */
static inline void clanguagemodel_prefetch(const void *place) { __builtin_prefetch(place); }

typedef int8_t clanguagemodel_bytes16 __attribute__((vector_size(16), aligned(16)));
typedef int16_t clanguagemodel_shorts16 __attribute__((vector_size(32), aligned(16)));

/* Adds a row of weights to sums, both aligned to 16; count is a multiple of 16. */
static inline void clanguagemodel_add_row(int16_t *sums, const int8_t *row, int32_t count) {
  for (int32_t first = 0; first < count; first += 16) {
    clanguagemodel_bytes16 weights = *(const clanguagemodel_bytes16 *)(row + first);
    *(clanguagemodel_shorts16 *)(sums + first) += __builtin_convertvector(weights, clanguagemodel_shorts16);
  }
}

/* Bit k is set where byte k of a line of 64 bytes, one of the first 21, is the given one. */
static inline uint32_t clanguagemodel_matches(const uint8_t *line, uint8_t check) {
#if defined(__SSE2__)
  __m128i wanted = _mm_set1_epi8((char)check);
  uint32_t low = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)line), wanted));
  uint32_t high = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_load_si128((const __m128i *)line + 1), wanted));
  return (low | high << 16) & 0x1FFFFF;
#else
  uint32_t result = 0;
  for (uint32_t place = 0; place < 21; ++place) result |= (uint32_t)(line[place] == check) << place;
  return result;
#endif
}

/* The first of the highest values, and the sum of e to the power of each value's distance from it. */
typedef struct {
  int32_t place;
  float highest;
  float sum;
} clanguagemodel_peak;

/* Of the 64 values sums * factor + biases. A bias of -1e9 takes a place out. */
clanguagemodel_peak clanguagemodel_softmax(const int32_t *sums, const float *biases, float factor);

#pragma clang assume_nonnull end
#endif
