#!/usr/bin/env bash
# How long questions take over HTTP, on a small and a large ledger, without writers and with:
#   ./mvnw -q -Dquick -Dbench package -DskipTests && src/bench/questions.sh [BLOCKS [ELEMENTS [WRITERS]]]
# Prints tables in Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
blocks=${1:-1000000} elements=${2:-10000} writers=${3:-16}
data=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT
pid=

run() {
    "$java" -cp "target/test-classes:target/classes:target/quarkus-app/lib/main/*" "io.hostledger.$1" "${@:2}"
}

# ask TITLE DIR BLOCKS ELEMENTS [LOAD]
ask() {
    start "$2"
    echo
    echo "$1"
    echo
    # The index is read on in the background: questions are asked once it is there.
    curl -sf "http://127.0.0.1:$port/v1/ledger/blocks?actor=admin&limit=1" >/dev/null
    run bench.Questions port="$port" blocks="$3" elements="$4" load="${5:-0}"
    echo
    echo "RSS $(rss) MB"
    stop
}

run verify.MakeLedger "$data/small" $((blocks / 100)) $((elements / 100))
run verify.MakeLedger "$data/large" "$blocks" "$elements"
ask "$((blocks / 100)) blocks, $((elements / 100)) elements:" "$data/small" $((blocks / 100)) $((elements / 100))
ask "$blocks blocks, $elements elements:" "$data/large" "$blocks" "$elements"
run bench.IndexMemory "$data/large"
ask "The same, while $writers writers write at half of their full rate:" "$data/large" "$blocks" "$elements" "$writers"
