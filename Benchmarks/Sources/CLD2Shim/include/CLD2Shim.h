#ifndef CLD2SHIM_H
#define CLD2SHIM_H

#include <stdint.h>

#pragma clang assume_nonnull begin
#ifdef __cplusplus
extern "C" {
#endif

/* The number that CLD2 gives the language of a text; best effort on short texts where asked. */
int32_t cld2shim_language(const char *text, int32_t length, int32_t best_effort);

#ifdef __cplusplus
}
#endif
#pragma clang assume_nonnull end
#endif
