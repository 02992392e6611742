#!/usr/bin/env bash
# How fast a ledger is verified, offline and by a service that is writing:
#   ./mvnw -q -Dquick -Dbench package -DskipTests && src/bench/verification.sh [BLOCKS [HEAP [WRITERS]]]
# BLOCKS (10,000,000), which take 700 bytes each, are those of both tiers together, in elements of 100 blocks; the
# command runs with a heap of HEAP MB (150) and VERIFY_OPTS (-XX:+UseParallelGC), the service with what service.sh
# gives it. Prints Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
blocks=${1:-10000000} heap=${2:-150} writers=${3:-16}
changes=$((blocks / 2)) elements=$((blocks / 200))
data=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hostledger-verification.XXXXXX")
pid=
trap 'kill $pid 2>/dev/null || true; rm -rf "$data"' EXIT

verify() {
    if [[ $runner == *.jar ]]; then
        # shellcheck disable=SC2086 # several options
        "$java" "-Xmx${heap}m" ${VERIFY_OPTS:--XX:+UseParallelGC} -jar "$runner" verify --json "$data"
    else
        "$runner" "-Xmx${heap}m" verify --json "$data"
    fi
}

"$java" -cp target/test-classes:target/classes io.hostledger.verify.MakeLedger "$data" "$changes" "$elements"
echo "| $blocks blocks, $elements elements | |"
echo "| --- | ---: |"
for run in 1 2 3; do
    ms=$(verify | sed 's/.*"took_ms":\([0-9]*\).*/\1/')
    echo "| verify, -Xmx${heap}m, run $run: blocks/s | $((blocks * 1000 / ms)) |"
done

start "$data" -Dhostledger.scrub.every=0s
# The index is read on in the background: the service is idle once it is there.
curl -sf "http://127.0.0.1:$port/v1/ledger/blocks?actor=admin&limit=1" >/dev/null
"$java" -cp target/test-classes io.hostledger.bench.VerificationLoad "$port" "$elements" "$writers"
stop
