#include "CLanguageModel.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) static const uint8_t model[] = {
#embed "model.bin"
};

const uint8_t *clanguagemodel_bytes(int32_t *count) { *count = (int32_t)sizeof model; return model; }
