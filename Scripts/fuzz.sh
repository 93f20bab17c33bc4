#!/bin/sh
# Fuzzes the readers of TMX, CSV, TSV and JSON Lines with libFuzzer: Scripts/fuzz.sh [SECONDS] [CORPUS].
#
# The corpus starts from Fuzz/Seeds, and grows in CORPUS (by default Fuzz/.build/corpus). What crashes, hangs for 10
# seconds or takes 2 GB is left in Fuzz/.build/findings: mend it, and keep the file (made small by -minimize_crash=1) in
# Tests/FormatsTests/Resources/fuzz, whose files are all read by the tests. Needs a Swift toolchain with libFuzzer.
set -eu
cd "$(dirname "$0")/../Fuzz"
seconds=${1:-600}
corpus=${2:-.build/corpus}
${SWIFT:-swift} build -c release -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xlinker -lstdc++
mkdir -p "$corpus" .build/findings
exec .build/release/FuzzReaders "$corpus" Seeds ../Tests/FormatsTests/Resources/fuzz \
  -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -dict=tmx.dict \
  -artifact_prefix=.build/findings/ -print_final_stats=1
