#include "CSegmentationData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t weights[] = {
#embed "weights.bin"
};
static const uint8_t abbreviations[] = {
#embed "abbreviations.txt"
};
static const uint8_t starters[] = {
#embed "starters.txt"
};

const int8_t *csegmentation_weights(int32_t *count) { *count = (int32_t)sizeof weights; return (const int8_t *)weights; }
const uint8_t *csegmentation_abbreviations(int32_t *count) { *count = (int32_t)sizeof abbreviations; return abbreviations; }
const uint8_t *csegmentation_starters(int32_t *count) { *count = (int32_t)sizeof starters; return starters; }
