#!/usr/bin/env bash
# How many can watch, and how late they see what was written; the generator is a process of its own:
#   ./mvnw -q -Dquick -Dbench package -DskipTests && src/bench/stream.sh [CASE…]
# Cases: many (10,000 subscribers, 10 blocks/s), fast (500, 1,000 blocks/s), late (10, at half of the full
# write load, which is measured first). All, if none is named. DURATION (20) seconds each, after WARMUP (40). Prints a
# table in Markdown. Needs `ulimit -n` above 10,000.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
cases=("$@")
(($#)) || cases=(many fast late)
data=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hostledger-stream.XXXXXX")
pid=
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT

load() {
    "$java" -Xmx512m -XX:+UseSerialGC src/bench/java/io/hostledger/bench/StreamLoad.java port="$port" pid="$pid" \
        seconds="${DURATION:-20}" "$@"
}

# The same before: as long as the service's code is compiled, that takes a processor.
warm() {
    DURATION=${WARMUP:-40} load "$@" >/dev/null
}

# How many changes a second one NDJSON request gets kept.
full() {
    "$java" -Xmx64m -XX:+UseSerialGC src/bench/java/io/hostledger/bench/NdjsonLoad.java port="$port" \
        state=src/bench/state.txt elements=1000 seconds="$1"
}

echo "| Subscribers | blocks/s | delivered/s | late p50, ms | p99, ms | greatest, ms | RSS idle, MB | beyond that, MB |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for case in "${cases[@]}"; do
    start "$data/$case"
    case $case in
        many) load subscribers=10000 rate=10 ;; # not warmed up: what is beyond idle is the subscribers'
        fast)
            warm subscribers=500 rate=1000
            load subscribers=500 rate=1000 ;;
        late)
            full "${WARMUP:-40}" >/dev/null
            rate=$(full 10)
            echo "full write load: $rate/s" >&2
            load subscribers=10 rate=$((rate / 2)) warmup=10 ;;
        *) echo "no such case: $case" >&2; exit 2 ;;
    esac
    stop
    rm -rf "${data:?}/$case"
done
