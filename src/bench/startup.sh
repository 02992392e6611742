#!/usr/bin/env bash
# How long the service takes from its start to ready, on an empty directory and on a large ledger after
# a clean stop and after a kill:  src/bench/startup.sh [BLOCKS] [ELEMENTS] [ROUNDS]
# Wants `./mvnw -Dbench -Dquick package -DskipTests` to have run. Prints medians, milliseconds.
set -euo pipefail
blocks=${1:-1000000} elements=${2:-10000} rounds=${3:-7}
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
service=
trap 'if [[ -n $service ]]; then kill -9 "$service"; fi 2>/dev/null; rm -rf "$work"' EXIT

# Starts the service on a folder and waits until it is ready; leaves the time in $took.
start() {
    local began=$EPOCHREALTIME management
    "$java" -Dquarkus.http.port=0 -Dquarkus.management.port=0 -Dhostledger.scrub.every=0 \
        -Dhostledger.min-free-space=0 -Dhostledger.data-dir="$1" \
        -jar target/quarkus-app/quarkus-run.jar >"$work/log" 2>&1 &
    service=$!
    until grep -qs 'Management interface listening' "$work/log"; do
        kill -0 "$service" || { cat "$work/log"; exit 1; }
        sleep 0.005
    done
    management=$(grep -o 'Management interface listening on http://[^ ]*[0-9]' "$work/log" | grep -o 'http.*')
    until curl -sf "$management/q/health/ready" >/dev/null; do sleep 0.005; done
    took=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
}

stop() { # TERM or KILL
    kill -"$1" "$service"
    wait "$service" 2>/dev/null || true
    service=
}

change() {
    local api
    api=$(grep -o 'Listening on: http://[^ ]*[0-9]' "$work/log" | grep -o 'http.*')
    curl -sf "$api/v1/changes" -H 'Content-Type: application/json' \
        -d '{"element_id":"interface:vi0","state":{"n":'"$RANDOM$RANDOM"'},"actor":"bench"}' >/dev/null
}

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

"$java" -cp target/test-classes:target/classes io.hostledger.verify.MakeLedger "$work/ledger" "$blocks" "$elements"
start "$work/ledger"
echo "without a journal, everything verified first: $took ms"
stop TERM

empty=() stopped=() killed=()
for ((round = 0; round < rounds; round++)); do
    rm -rf "$work/empty"
    start "$work/empty"
    empty+=("$took")
    stop TERM
    start "$work/ledger"
    stopped+=("$took")
    for _ in 1 2 3 4 5; do change; done
    stop KILL
    start "$work/ledger"
    killed+=("$took")
    stop TERM
done
echo "empty ledger: $(median "${empty[@]}") ms"
echo "$blocks blocks, $elements elements, after a clean stop: $(median "${stopped[@]}") ms"
echo "the same, after five changes and a kill: $(median "${killed[@]}") ms"
