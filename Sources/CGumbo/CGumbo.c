#include "CGumbo.h"
#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(GUMBO_NAMESPACE_HTML == 0 && GUMBO_NAMESPACE_SVG == 1 && GUMBO_NAMESPACE_MATHML == 2, "namespaces");
_Static_assert(sizeof(unsigned) == sizeof(uint32_t), "counts are 32 bits");

/* Gumbo's own destruction is recursive and it does not survive a failed allocation. So everything it allocates comes
   from an arena that is freed as a whole, and a jump leaves the parser where the arena is full. */
enum { CHUNK = 1 << 18, HEADER = 8, CLASSES = 48 };
typedef struct chunk { struct chunk *next; size_t used, capacity; } chunk;
typedef struct { const GumboNode *node; unsigned child; } frame;

struct cgumbo_tree {
  const uint8_t *bytes;
  size_t count;
  chunk *chunks;
  size_t allocated, limit;
  void *free_lists[CLASSES];
  jmp_buf full;
  GumboOptions options;
  GumboOutput *output;
  frame *frames;
  size_t depth, capacity;
  const GumboVector *attributes;
};

/* Classes of sizes: powers of two and one step between. */
static unsigned size_class(size_t size, size_t *rounded) {
  unsigned class = 0;
  size_t step = 16;
  while (step < size) {
    if (step + step / 2 >= size) { *rounded = step + step / 2; return class + 1; }
    step *= 2;
    class += 2;
  }
  *rounded = step;
  return class;
}

static void *allocate(void *user, size_t size) {
  cgumbo_tree *tree = user;
  size_t rounded;
  unsigned class = size > (1u << 24) ? CLASSES : size_class(size, &rounded);
  if (class < CLASSES && tree->free_lists[class]) {
    void *block = tree->free_lists[class];
    memcpy(&tree->free_lists[class], block, sizeof(void *));
    return block;
  }
  if (class >= CLASSES) rounded = (size + 7) & ~(size_t)7;
  size_t wanted = rounded + HEADER;
  chunk *head = tree->chunks;
  if (!head || head->capacity - head->used < wanted) {
    size_t capacity = wanted > CHUNK / 4 ? wanted : CHUNK;
    if (capacity > tree->limit - tree->allocated) longjmp(tree->full, 1);
    chunk *fresh = malloc(sizeof(chunk) + capacity);
    if (!fresh) longjmp(tree->full, 1);
    tree->allocated += capacity;
    fresh->used = 0;
    fresh->capacity = capacity;
    if (head && capacity != CHUNK) {
      /* A big block must not end the use of the chunk that is being filled. */
      fresh->next = head->next;
      head->next = fresh;
    } else {
      fresh->next = head;
      tree->chunks = fresh;
    }
    head = fresh;
  }
  uint8_t *block = (uint8_t *)(head + 1) + head->used;
  head->used += wanted;
  uint64_t class_number = class;
  memcpy(block, &class_number, HEADER);
  return block + HEADER;
}

static void deallocate(void *user, void *block) {
  cgumbo_tree *tree = user;
  if (!block) return;
  uint64_t class;
  memcpy(&class, (uint8_t *)block - HEADER, HEADER);
  if (class >= CLASSES) return;
  memcpy(block, &tree->free_lists[class], sizeof(void *));
  tree->free_lists[class] = block;
}

void cgumbo_close(cgumbo_tree *tree) {
  for (chunk *each = tree->chunks; each;) {
    chunk *next = each->next;
    free(each);
    each = next;
  }
  free(tree->frames);
  free(tree);
}

cgumbo_tree *cgumbo_parse(const uint8_t *bytes, size_t count, size_t memory_limit) {
  cgumbo_tree *tree = calloc(1, sizeof *tree);
  if (!tree) return NULL;
  tree->bytes = bytes;
  tree->count = count;
  tree->limit = memory_limit;
  tree->capacity = 64;
  tree->frames = malloc(tree->capacity * sizeof(frame));
  if (!tree->frames || setjmp(tree->full)) {
    cgumbo_close(tree);
    return NULL;
  }
  tree->options = kGumboDefaultOptions;
  tree->options.allocator = allocate;
  tree->options.deallocator = deallocate;
  tree->options.userdata = tree;
  tree->options.max_errors = 0;
  tree->output = gumbo_parse_with_options(&tree->options, (const char *)bytes, count);
  tree->frames[0] = (frame){tree->output->document, 0};
  tree->depth = 1;
  return tree;
}

static void place(cgumbo_tree *tree, GumboStringPiece piece, cgumbo_event *event) {
  const uint8_t *start = (const uint8_t *)piece.data;
  if (piece.length == 0 || start < tree->bytes || start > tree->bytes + tree->count) return;
  event->source_start = (size_t)(start - tree->bytes);
  size_t left = tree->count - event->source_start;
  event->source_count = piece.length < left ? piece.length : left;
}

static const GumboVector *children(const GumboNode *node) {
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : &node->v.element.children;
}

static void describe(const GumboNode *node, cgumbo_event *event) {
  event->tag = (int32_t)node->v.element.tag;
  event->name_space = (int32_t)node->v.element.tag_namespace;
}

void cgumbo_next(cgumbo_tree *tree, cgumbo_event *event) {
  while (true) {
    memset(event, 0, sizeof *event);
    if (tree->depth == 0) return;
    frame *top = &tree->frames[tree->depth - 1];
    const GumboVector *list = children(top->node);
    if (top->child == list->length) {
      tree->depth -= 1;
      if (top->node->type == GUMBO_NODE_DOCUMENT) continue;
      event->kind = CGUMBO_CLOSE;
      describe(top->node, event);
      place(tree, top->node->v.element.original_end_tag, event);
      return;
    }
    const GumboNode *node = list->data[top->child++];
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      event->kind = CGUMBO_TEXT;
      if (top->node->type != GUMBO_NODE_DOCUMENT) describe(top->node, event);
      event->text = (const uint8_t *)node->v.text.text;
      event->text_count = strlen(node->v.text.text);
      place(tree, node->v.text.original_text, event);
      return;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      if (tree->depth == tree->capacity) {
        frame *more = realloc(tree->frames, tree->capacity * 2 * sizeof(frame));
        if (!more) continue;
        tree->frames = more;
        tree->capacity *= 2;
      }
      tree->frames[tree->depth++] = (frame){node, 0};
      event->kind = CGUMBO_OPEN;
      describe(node, event);
      event->attribute_count = node->v.element.attributes.length;
      tree->attributes = &node->v.element.attributes;
      place(tree, node->v.element.original_tag, event);
      return;
    default:
      continue;
    }
  }
}

static int32_t index_of(const char *name, const char *names) {
  size_t count = strlen(name);
  int32_t index = 0;
  for (const char *each = names; *each; index += 1) {
    const char *end = strchr(each, ' ');
    if (!end) return -1;
    if ((size_t)(end - each) == count && memcmp(each, name, count) == 0) return index;
    each = end + 1;
  }
  return -1;
}

void cgumbo_attribute_at(cgumbo_tree *tree, uint32_t index, const char *names, cgumbo_attribute *attribute) {
  const GumboAttribute *found = tree->attributes->data[index];
  attribute->name = index_of(found->name, names);
  attribute->value = (const uint8_t *)found->value;
  attribute->value_count = 0;
  attribute->source_start = attribute->source_count = 0;
  if (attribute->name < 0) return;
  attribute->value_count = strlen(found->value);
  cgumbo_event event = {0};
  GumboStringPiece piece = found->original_value;
  if (piece.length >= 2 && (piece.data[0] == '"' || piece.data[0] == '\'') && piece.data[piece.length - 1] == piece.data[0]) {
    piece.data += 1;
    piece.length -= 2;
  }
  place(tree, piece, &event);
  attribute->source_start = event.source_start;
  attribute->source_count = event.source_count;
}

int32_t cgumbo_tag_count(void) { return GUMBO_TAG_UNKNOWN; }
int32_t cgumbo_tag(const uint8_t *name, size_t count) {
  if (count == 0 || count > 32) return GUMBO_TAG_UNKNOWN;
  return (int32_t)gumbo_tagn_enum((const char *)name, (unsigned)count);
}
