#include "CFuzz.h"
#include <stddef.h>
#include <stdint.h>

extern int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *bytes, size_t count));
extern int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int FuzzReaders_main(int argc, char **argv) { return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput); }
