#ifndef CLANGUAGEMODEL_H
#define CLANGUAGEMODEL_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/* The figures that Scripts/languages makes; read-only, aligned to 64 bytes, there for the life of the process. */
const uint8_t *clanguagemodel_bytes(int32_t *count);

/* Two Bloom filters of 2^18 bits, for given and for family names. */
const uint8_t *clanguagemodel_names(void);

/* Words that Portugal and Brazil write differently, sorted: 24 bits of hash, 8 bits of weight. */
const uint32_t *clanguagemodel_variants(int32_t *count);

/* A word is folded scalars with a `_` at each end, from three to this many. */
enum { clanguagemodel_word_limit = 34 };

/* Adds what a word says to the 64 scores of its script, the number of one of several languages. */
void clanguagemodel_add_word(const uint32_t *word, int32_t count, int32_t script, int32_t *scores);

/* A word whose memory is under way: where what its sequences say lies, by the place where each ends; of up to three characters,
   of four and five, and the word. Less than a kilobyte, so that it fits where Swift lends memory without the heap. */
typedef struct {
  const uint32_t *word;
  int32_t count, script;
  uint64_t whole;
  uint64_t keys[clanguagemodel_word_limit];
  uint64_t fours[clanguagemodel_word_limit - 3], fives[clanguagemodel_word_limit - 3];
  uint32_t slots[clanguagemodel_word_limit];
} clanguagemodel_asked;

/* Adding a word in three parts: asks for the memory; adds what the sequences of up to three and the whole word say, for which
   the word must still stand where it did; adds what those of four and five say, which is most of the work. */
void clanguagemodel_ask_word(const uint32_t *word, int32_t count, int32_t script, clanguagemodel_asked *asked);
void clanguagemodel_add_short(const clanguagemodel_asked *asked, int32_t *scores);
void clanguagemodel_add_long(const clanguagemodel_asked *asked, int32_t *scores);

/* The weight that a code of six bits stands for, in units of the model. */
int32_t clanguagemodel_meaning(int32_t code);

/* The first of the highest values, and the sum of e to the power of each value's distance from it. */
typedef struct {
  int32_t place;
  float highest;
  float sum;
} clanguagemodel_peak;

/* Of the 64 values sums * factor + biases. A bias of -1e9 takes a place out. */
clanguagemodel_peak clanguagemodel_softmax(const int32_t *sums, const float *biases, float factor);

/* Whether the highest of the same values is above every other by more than the margin. */
bool clanguagemodel_leads(const int32_t *sums, const float *biases, float factor, float margin);

#pragma clang assume_nonnull end
#endif
