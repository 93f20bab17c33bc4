#include "CNameData.h"

#include <stddef.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t any[] = {
#embed "any.bin"
};
static const uint8_t arabic[] = {
#embed "arabic.bin"
};
static const uint8_t chinese[] = {
#embed "chinese.bin"
};
static const uint8_t hebrew[] = {
#embed "hebrew.bin"
};
static const uint8_t japanese[] = {
#embed "japanese.bin"
};
static const uint8_t korean[] = {
#embed "korean.bin"
};
static const uint8_t russian[] = {
#embed "russian.bin"
};

static const struct { const uint8_t *bytes; int32_t count; } tables[] = {
  {any, sizeof any},           {arabic, sizeof arabic}, {chinese, sizeof chinese}, {hebrew, sizeof hebrew},
  {japanese, sizeof japanese}, {korean, sizeof korean}, {russian, sizeof russian},
};

const uint8_t *cnamedata_table(int32_t number, int32_t *count) {
  *count = 0;
  if (number < 0 || number >= (int32_t)(sizeof tables / sizeof tables[0])) return NULL;
  *count = tables[number].count;
  return tables[number].bytes;
}
