#ifndef CNAMEDATA_H
#define CNAMEDATA_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/* How names are spelled in Latin letters, by script; Scripts/names makes the tables. Read-only, there for the life of the
   process. The tables, by number: any script, Arabic, Chinese, Hebrew, Japanese, Korean, Russian. */
const uint8_t *_Nullable cnamedata_table(int32_t number, int32_t *count);

#pragma clang assume_nonnull end
#endif
