#ifndef CTERMINOLOGYDATA_H
#define CTERMINOLOGYDATA_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/* How words of a language end in their other forms, as UTF-8 text; NULL where that is not known. Scripts/terminology makes it. There for
   the life of the process. */
const uint8_t *_Nullable cterminology_endings(const char *language, int32_t *count);

#pragma clang assume_nonnull end
#endif
