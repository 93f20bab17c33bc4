#!/bin/sh
# The main job on real input: what is not translated on this page, and what should stand there.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
tolmach=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

say() { printf '\n\033[1m%s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }
run() { say "\$ tolmach $*"; "$tolmach" "$@"; }
# A page with findings ends with status 1; anything else is a fault.
check() {
  say "\$ tolmach check $*"
  status=0
  "$tolmach" check "$@" || status=$?
  [ "$status" = 1 ] || { echo "expected findings, got status $status" >&2; exit 1; }
}

page=$root/../shared/data/seed-page.txt
if [ -f "$page" ]; then cp "$page" news.txt; else "$root/Scripts/demo-page.sh" text > news.txt; fi
"$root/Scripts/demo-page.sh" html > news.html

say "1. A project: English pages, translated from Russian, with the memory and the glossaries of this folder"
run init --source ru,vi --target en --memory news.sqlite --glossary "$root/Glossaries/*.csv"
run import "$root/Memories/news-en-ru-vi.tmx"

say "2. What is not translated on this page, and what should stand there"
check --to en news.txt
check --to en news.html

say "3. How a sentence like this one was rendered before"
run lookup --from en --to ru "Moscow and Hanoi closely coordinate their actions in the international arena."

say "4. The names in a paragraph, with their Russian and Vietnamese renderings"
run terms --lang en "Russian President Vladimir Putin and his Vietnamese counterpart To Lam met in Hanoi."

say "5. Everything as TMX, checked against its grammar"
run export -o news.tmx
if ! command -v xmllint >/dev/null 2>&1; then
  echo "(xmllint is not installed; the file is in place all the same)"
elif [ -f "$root/../shared/data/tmx/tmx14.dtd" ]; then
  cp "$root/../shared/data/tmx/tmx14.dtd" .
  say "\$ xmllint --valid --noout --nonet news.tmx"
  xmllint --valid --noout --nonet news.tmx && echo "valid"
else
  say "\$ xmllint --noout --nonet news.tmx    (well-formed; tmx14.dtd is not here to check more)"
  xmllint --noout --nonet news.tmx && echo "well-formed"
fi
