#!/bin/sh
# Finds the system libraries that the build needs, installs what is missing where it may, and otherwise says how.
set -eu

apt="libicu-dev libxml2-dev libgumbo-dev libsqlite3-dev libxml2-utils pkg-config"
dnf="libicu-devel libxml2-devel gumbo-parser-devel sqlite-devel libxml2 pkgconf-pkg-config"
brew="icu4c libxml2 gumbo-parser sqlite pkg-config"

missing() {
  if ! command -v pkg-config >/dev/null 2>&1; then
    echo pkg-config
    return
  fi
  for module in icu-i18n libxml-2.0 gumbo sqlite3; do
    pkg-config --exists "$module" || echo "$module"
  done
}

if ! command -v swift >/dev/null 2>&1; then
  echo "tolmach: needs a Swift toolchain, 6.2 or newer; see https://www.swift.org/install" >&2
  exit 2
fi
found=$(missing)
[ -n "$found" ] || exit 0

list=$(echo "$found" | tr '\n' ' ')
echo "tolmach: missing: $list" >&2
if command -v apt-get >/dev/null 2>&1; then
  line="apt-get install -y $apt"
  if [ "$(id -u)" = 0 ]; then
    echo "tolmach: running: $line" >&2
    # An old package list is renewed only where it has to be.
    DEBIAN_FRONTEND=noninteractive $line >/dev/null 2>&1 \
      || { apt-get update >/dev/null && DEBIAN_FRONTEND=noninteractive $line >/dev/null; } || true
    [ -z "$(missing)" ] && exit 0
  fi
  echo "tolmach: please run: sudo $line" >&2
elif command -v dnf >/dev/null 2>&1; then
  echo "tolmach: please run: sudo dnf install -y $dnf" >&2
elif command -v brew >/dev/null 2>&1; then
  echo "tolmach: please run: brew install $brew" >&2
else
  echo "tolmach: please install ICU, libxml2, gumbo and SQLite with their headers, and pkg-config:" >&2
  echo "  apt:  sudo apt-get install -y $apt" >&2
  echo "  dnf:  sudo dnf install -y $dnf" >&2
  echo "  brew: brew install $brew" >&2
fi
exit 2
