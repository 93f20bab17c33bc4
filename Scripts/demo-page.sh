#!/bin/sh
# Writes the news page of Memories/news-en-ru-vi.tmx as it was published: in English, with its last line left in Russian.
# Usage: demo-page.sh text|html
set -eu
memory=$(dirname "$0")/../Memories/news-en-ru-vi.tmx

# The units of the page, a line each: English, but the last as the page had it.
segments() {
  awk '
    /<tu tuid="page-/ { inside = 1; stray = /page-article-title/ }
    /<\/tu>/ { inside = 0 }
    inside && match($0, /<tuv xml:lang="(en|ru)"><seg>/) {
      language = substr($0, RSTART + 15, 2)
      text = substr($0, RSTART + RLENGTH)
      sub(/<\/seg>.*/, "", text)
      if (language == (stray ? "ru" : "en")) print text
    }' "$memory"
}

case "${1:-text}" in
text) segments | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' ;;
html)
  echo '<!DOCTYPE html>'
  echo '<html lang="en"><head><meta charset="utf-8"><title>Russian-Vietnamese Strategic Partnership</title></head><body>'
  segments | sed '$!s|.*|<p>&</p>|; $s|.*|<div class="article-title">&</div>|'
  echo '</body></html>'
  ;;
*) echo "usage: demo-page.sh text|html" >&2; exit 2 ;;
esac
