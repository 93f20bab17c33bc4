#include "CTerminologyData.h"
#include <stdbool.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t endings[] = {
#embed "endings.txt"
};

/* A section starts with a line `@language`, and ends before the next. */
const uint8_t *cterminology_endings(const char *language, int32_t *count) {
  const uint8_t *end = endings + sizeof endings, *place = endings;
  size_t length = strlen(language);
  while (place < end) {
    const uint8_t *name = place + 1, *start = memchr(place, '\n', (size_t)(end - place));
    if (!start) break;
    bool is_wanted = (size_t)(start - name) == length && memcmp(name, language, length) == 0;
    for (place = ++start; place < end && *place != '@';) {
      const uint8_t *line_end = memchr(place, '\n', (size_t)(end - place));
      place = line_end ? line_end + 1 : end;
    }
    if (is_wanted) {
      *count = (int32_t)(place - start);
      return start;
    }
  }
  *count = 0;
  return NULL;
}
