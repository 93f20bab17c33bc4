/* What Tolmach uses of libxml2, without naming a libxml2 header or type: see DESIGN, "XML". */
#ifndef CXML_H
#define CXML_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

/* A push parser that gathers what it reads: feed it bytes, take the events, feed it again.
   It reads UTF-8 whatever the file declares, fetches nothing, and knows no entity from outside the file. */
typedef struct cxml_parser cxml_parser;

typedef enum { CXML_START = 0, CXML_END = 1, CXML_TEXT = 2, CXML_PROBLEM = 3 } cxml_event_kind;

/* A stretch of the parser's bytes. */
typedef struct { uint32_t start, count; } cxml_range;

/* The name of an element, without prefix, or of an attribute, with it. The first names have numbers, from 1; the bytes of
   a name with a number come once. 0 is no number. */
typedef struct {
  int32_t number;
  cxml_range bytes;
} cxml_name;

typedef struct {
  int32_t kind;
  int32_t line, column;              /* from 1; where the parser stood */
  int32_t level;                     /* of problems: 1 warning, 2 error, 3 fatal */
  cxml_name name;                    /* of elements */
  cxml_range text;                   /* of text and of problems */
  uint32_t first_attribute, attribute_count;
} cxml_event;

typedef struct {
  cxml_name name;
  cxml_range value;
} cxml_attribute;

cxml_parser *_Nullable cxml_parser_open(void);
void cxml_parser_close(cxml_parser *parser);
/* Forgets the events, then reads more; false when nothing more can be read. */
bool cxml_parser_feed(cxml_parser *parser, const uint8_t *_Nullable bytes, int32_t count, bool at_end);
const cxml_event *_Nullable cxml_parser_events(cxml_parser *parser, int32_t *count);
const cxml_attribute *_Nullable cxml_parser_attributes(cxml_parser *parser);
const uint8_t *_Nullable cxml_parser_bytes(cxml_parser *parser);

#pragma clang assume_nonnull end
#endif
