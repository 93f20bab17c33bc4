#include "CXML.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(XML_ERR_WARNING == 1 && XML_ERR_ERROR == 2 && XML_ERR_FATAL == 3, "levels");

/* How many names get numbers: more than a file has that is meant well. */
enum { NUMBERED_NAMES = 32 };

/* libxml2 keeps one copy of each name as long as the parser lives, so that equal names are equal pointers. */
typedef struct {
  const xmlChar *prefix, *local;
} numbered_name;

struct cxml_parser {
  xmlParserCtxtPtr raw;
  cxml_event *events;
  cxml_attribute *attributes;
  uint8_t *bytes;
  size_t event_count, event_capacity, attribute_count, attribute_capacity, byte_count, byte_capacity;
  bool is_out_of_memory;
  numbered_name names[NUMBERED_NAMES];
  int32_t name_count;
};

static bool reserve(void **memory, size_t *capacity, size_t needed, size_t width) {
  if (needed <= *capacity) return true;
  size_t larger = *capacity ? *capacity * 2 : 1024;
  while (larger < needed) larger *= 2;
  void *grown = realloc(*memory, larger * width);
  if (!grown) return false;
  *memory = grown;
  *capacity = larger;
  return true;
}

static cxml_range keep(cxml_parser *p, const void *bytes, size_t count) {
  cxml_range range = {(uint32_t)p->byte_count, 0};
  if (!bytes || p->is_out_of_memory) return range;
  if (!reserve((void **)&p->bytes, &p->byte_capacity, p->byte_count + count, 1)) {
    p->is_out_of_memory = true;
    return range;
  }
  memcpy(p->bytes + p->byte_count, bytes, count);
  p->byte_count += count;
  range.count = (uint32_t)count;
  return range;
}

static cxml_event *add(cxml_parser *p, int32_t kind) {
  if (p->is_out_of_memory || !reserve((void **)&p->events, &p->event_capacity, p->event_count + 1, sizeof(cxml_event))) {
    p->is_out_of_memory = true;
    return NULL;
  }
  cxml_event *event = &p->events[p->event_count++];
  memset(event, 0, sizeof *event);
  event->kind = kind;
  if (p->raw && p->raw->input) {
    event->line = p->raw->input->line;
    event->column = p->raw->input->col;
  }
  return event;
}

static cxml_name keep_name(cxml_parser *p, const xmlChar *prefix, const xmlChar *local) {
  cxml_name name = {0, {0, 0}};
  for (int32_t index = 0; index < p->name_count; index++) {
    if (p->names[index].local == local && p->names[index].prefix == prefix) {
      name.number = index + 1;
      return name;
    }
  }
  if (prefix) {
    name.bytes = keep(p, prefix, strlen((const char *)prefix));
    name.bytes.count += keep(p, ":", 1).count;
    name.bytes.count += keep(p, local, strlen((const char *)local)).count;
  } else {
    name.bytes = keep(p, local, strlen((const char *)local));
  }
  if (p->name_count < NUMBERED_NAMES && !p->is_out_of_memory) {
    p->names[p->name_count++] = (numbered_name){prefix, local};
    name.number = p->name_count;
  }
  return name;
}

static void on_start(
  void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
  const xmlChar **namespaces, int attribute_count, int defaulted_count, const xmlChar **attributes) {
  cxml_parser *p = ((xmlParserCtxtPtr)context)->_private;
  (void)prefix; (void)uri; (void)namespace_count; (void)namespaces; (void)defaulted_count;
  cxml_event *event = add(p, CXML_START);
  if (!event) return;
  event->name = keep_name(p, NULL, name);
  event->first_attribute = (uint32_t)p->attribute_count;
  if (!reserve((void **)&p->attributes, &p->attribute_capacity, p->attribute_count + (size_t)attribute_count, sizeof(cxml_attribute))) {
    p->is_out_of_memory = true;
    return;
  }
  for (int index = 0; index < attribute_count; index++) {
    const xmlChar **a = attributes + index * 5; /* local name, prefix, URI, value, end of value */
    cxml_attribute *kept = &p->attributes[p->attribute_count++];
    kept->name = keep_name(p, a[1], a[0]);
    kept->value = keep(p, a[3], (size_t)(a[4] - a[3]));
  }
  event->attribute_count = (uint32_t)attribute_count;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  cxml_parser *p = ((xmlParserCtxtPtr)context)->_private;
  (void)prefix; (void)uri;
  cxml_event *event = add(p, CXML_END);
  if (event) event->name = keep_name(p, NULL, name);
}

static void on_text(void *context, const xmlChar *text, int count) {
  cxml_parser *p = ((xmlParserCtxtPtr)context)->_private;
  if (p->is_out_of_memory || count <= 0) return;
  /* libxml2 hands over text in pieces; pieces side by side are one event. */
  cxml_event *last = p->event_count ? &p->events[p->event_count - 1] : NULL;
  if (last && last->kind == CXML_TEXT) {
    last->text.count += keep(p, text, (size_t)count).count;
    return;
  }
  cxml_event *event = add(p, CXML_TEXT);
  if (event) event->text = keep(p, text, (size_t)count);
}

/* A reference to an entity that the file does not declare inside itself: its text stays as it is written. */
static void on_reference(void *context, const xmlChar *name) {
  on_text(context, (const xmlChar *)"&", 1);
  on_text(context, name, (int)strlen((const char *)name));
  on_text(context, (const xmlChar *)";", 1);
}

/* Entities whose text stands outside the file are as good as not declared: nothing is ever fetched. */
static void on_entity(
  void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id, xmlChar *content) {
  if (type == XML_INTERNAL_GENERAL_ENTITY) xmlSAX2EntityDecl(context, name, type, public_id, system_id, content);
}

static void on_problem(void *context, xmlErrorPtr error) {
  xmlParserCtxtPtr raw = context;
  cxml_parser *p = raw ? raw->_private : NULL;
  if (!p || !error->message) return;
  cxml_event *event = add(p, CXML_PROBLEM);
  if (!event) return;
  size_t count = strlen(error->message);
  while (count && (error->message[count - 1] == '\n' || error->message[count - 1] == ' ')) count--;
  event->level = error->level;
  if (error->line > 0) event->line = error->line;
  event->text = keep(p, error->message, count);
}

cxml_parser *cxml_parser_open(void) {
  cxml_parser *p = calloc(1, sizeof *p);
  if (!p) return NULL;
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  xmlSAXVersion(&handler, 2);
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  handler.reference = on_reference;
  handler.comment = NULL;
  handler.processingInstruction = NULL;
  handler.entityDecl = on_entity;
  handler.unparsedEntityDecl = NULL;
  handler.notationDecl = NULL;
  handler.elementDecl = NULL;
  handler.attributeDecl = NULL;
  handler.externalSubset = NULL;
  handler.serror = on_problem;
  p->raw = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  if (!p->raw) { free(p); return NULL; }
  xmlCtxtUseOptions(p->raw, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
  p->raw->_private = p;
  return p;
}

void cxml_parser_close(cxml_parser *p) {
  if (p->raw->myDoc) xmlFreeDoc(p->raw->myDoc);
  p->raw->myDoc = NULL;
  xmlFreeParserCtxt(p->raw);
  free(p->events);
  free(p->attributes);
  free(p->bytes);
  free(p);
}

bool cxml_parser_feed(cxml_parser *p, const uint8_t *bytes, int32_t count, bool at_end) {
  p->event_count = 0;
  p->attribute_count = 0;
  p->byte_count = 0;
  xmlParseChunk(p->raw, (const char *)bytes, count, at_end);
  return !p->is_out_of_memory && p->raw->disableSAX == 0 && p->raw->instate != XML_PARSER_EOF;
}
const cxml_event *cxml_parser_events(cxml_parser *p, int32_t *count) { *count = (int32_t)p->event_count; return p->events; }
const cxml_attribute *cxml_parser_attributes(cxml_parser *p) { return p->attributes; }
const uint8_t *cxml_parser_bytes(cxml_parser *p) { return p->bytes; }
