/* What Tolmach uses of gumbo, without naming a gumbo header or type: see DESIGN, "CICU". */
#ifndef CGUMBO_H
#define CGUMBO_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

typedef struct cgumbo_tree cgumbo_tree;

/* Parses UTF-8. `bytes` must outlive the tree. NULL: the tree would need more than `memory_limit` bytes. */
cgumbo_tree *_Nullable cgumbo_parse(const uint8_t *bytes, size_t count, size_t memory_limit);
void cgumbo_close(cgumbo_tree *tree);

/* The tree in document order, as events. */
enum { CGUMBO_END = 0, CGUMBO_OPEN = 1, CGUMBO_CLOSE = 2, CGUMBO_TEXT = 3 };
typedef struct {
  int32_t kind;
  int32_t tag;            /* of an element, or of the parent of a text; cgumbo_tag_count() is any other */
  int32_t name_space;     /* 0 HTML, 1 SVG, 2 MathML */
  uint32_t attribute_count;
  const uint8_t *_Nullable text; /* decoded; kind CGUMBO_TEXT */
  size_t text_count;
  size_t source_start; /* of the start tag, end tag or raw text in the bytes that were given */
  size_t source_count; /* 0: not written in the file */
} cgumbo_event;
void cgumbo_next(cgumbo_tree *tree, cgumbo_event *event);

/* An attribute of the element that was opened last. */
typedef struct {
  int32_t name; /* index in the names that were asked for; -1 is any other */
  const uint8_t *_Nullable value;
  size_t value_count;
  size_t source_start; /* of the value, without quotes */
  size_t source_count;
} cgumbo_attribute;
/* `names` is one string, each name followed by a space. */
void cgumbo_attribute_at(cgumbo_tree *tree, uint32_t index, const char *names, cgumbo_attribute *attribute);

int32_t cgumbo_tag_count(void);
int32_t cgumbo_tag(const uint8_t *name, size_t count); /* any case; cgumbo_tag_count() where unknown */

#pragma clang assume_nonnull end
#endif
