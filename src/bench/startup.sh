#!/usr/bin/env bash
# How long the service takes from its start to ready, on an empty directory and on a large ledger after
# a clean stop and after a kill, with the image's options of the JVM where JAVA_OPTS has no others:
#   ./mvnw -Dbench -Dquick package -DskipTests && src/bench/startup.sh [BLOCKS [ELEMENTS [ROUNDS]]]
#   RUNNER=target/hostledger-0.1.0-SNAPSHOT-runner src/bench/startup.sh
# Prints medians, milliseconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
options=${JAVA_OPTS:-$(image_options)}
blocks=${1:-1000000} elements=${2:-10000} rounds=${3:-7}
work=$(mktemp -d)
trap 'kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
pid=

# Starts the service on a folder and waits until it is ready; leaves the time in $took.
started() {
    local began=$EPOCHREALTIME
    start "$1" -Dhostledger.scrub.every=0 -Dhostledger.min-free-space=0
    until ready; do sleep 0.002; done
    took=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
}

killed() {
    kill -9 "$pid"
    wait "$pid" 2>/dev/null || true
}

change() {
    curl -sf "http://127.0.0.1:$port/v1/changes" -H 'Content-Type: application/json' \
        -d '{"element_id":"interface:vi0","state":{"n":'"$RANDOM$RANDOM"'},"actor":"bench"}' >/dev/null
}

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

"$java" -cp target/test-classes:target/classes io.hostledger.verify.MakeLedger "$work/ledger" "$blocks" "$elements"
started "$work/ledger"
echo "without a journal, everything verified first: $took ms"
stop

empty=() after_stop=() after_kill=()
for ((round = 0; round < rounds; round++)); do
    rm -rf "$work/empty"
    started "$work/empty"
    empty+=("$took")
    stop
    started "$work/ledger"
    after_stop+=("$took")
    for _ in 1 2 3 4 5; do change; done
    killed
    started "$work/ledger"
    after_kill+=("$took")
    stop
done
echo "empty ledger: $(median "${empty[@]}") ms"
echo "$blocks blocks, $elements elements, after a clean stop: $(median "${after_stop[@]}") ms"
echo "the same, after five changes and a kill: $(median "${after_kill[@]}") ms"
