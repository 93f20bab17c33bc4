#ifndef CSEGMENTATIONDATA_H
#define CSEGMENTATIONDATA_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/* Figures that Scripts/segmentation makes; read-only, there for the life of the process. */
const int8_t *csegmentation_weights(int32_t *count);
/* Abbreviations by language and kind, as UTF-8 text. */
const uint8_t *csegmentation_abbreviations(int32_t *count);

/* Words that open sentences and are no names, by language, as UTF-8 text. */
const uint8_t *csegmentation_starters(int32_t *count);

#pragma clang assume_nonnull end
#endif
