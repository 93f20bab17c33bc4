#ifndef CLANGUAGEMODEL_H
#define CLANGUAGEMODEL_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/* The figures that Scripts/languages makes; read-only, aligned to 64 bytes, there for the life of the process. */
const uint8_t *clanguagemodel_bytes(int32_t *count);

/* Asks for a place of memory that is read soon; does nothing else. */
static inline void clanguagemodel_prefetch(const void *place) { __builtin_prefetch(place); }

#pragma clang assume_nonnull end
#endif
