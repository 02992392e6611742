#!/usr/bin/env bash
# How fast changes are kept, beside what people use instead, all measured on this machine in one run:
#   ./mvnw -q -Dquick -Dbench package -DskipTests && src/bench/write.sh [CASE…]
# Cases: single64 and single1 (64 and 1 connections, one change a request), ndjson, grown, memory; all, if none
# is named. `table` prints the tables of RESULTS again. Each peer is started and stopped here, on loopback, in a
# folder of its own below BENCH_DIR (/var/tmp), which has to be on the disk that is meant; one that is not installed
# is left out. ROUNDS (5) of DURATION (5) seconds a system alternate; but for memory, this service is warmed up first, for
# WARMUP (60) seconds of each kind of load. SYSTEMS="hostledger disk" measures these alone.
# RESULTS=file keeps the single results, adds to those of runs before, and prints the medians of all.
# JAVA_OPTS are the service's. Prints Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
for peer in hostledger disk redis postgres etcd sqlite; do
    # shellcheck disable=SC1090 # the files beside
    . "src/bench/peers/$peer.sh"
done
. src/bench/own.sh
cases=("$@")
(($#)) || cases=(single64 single1 ndjson grown memory)
rounds=${ROUNDS:-5} seconds=${DURATION:-5}
state_file=src/bench/state.txt
bench=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hostledger-bench.XXXXXX")
chmod 755 "$bench"
results=${RESULTS:-$bench/results}
started=()

stop_all() {
    local each
    for each in "${started[@]}"; do "${each}_stop" || true; done
    started=()
}
finish() {
    stop_all
    rm -rf "$bench"
}
trap finish EXIT
trap 'exit 130' INT TERM

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# COMMAND…: until it succeeds.
await() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    echo "never came: $*" >&2
    return 1
}

# NAME: is it to be measured?
wanted() {
    [[ -z ${SYSTEMS:-} || " $SYSTEMS " == *" $1 "* ]]
}

# SCRIPT URL CONNECTIONS SECONDS [with-requests]: changes a second, p50 and p99 in ms.
run_wrk() {
    local threads=$(($3 < 2 ? 1 : 2)) out
    out=$(STATE=$state_file THREADS=$threads ELEMENTS=${ELEMENTS:-1000} \
        wrk -t "$threads" -c "$3" -d "$4s" --timeout 10s -s "$1" "$2") || { echo "$out" >&2; return 1; }
    read -r _ rate p50 p99 requests failed < <(grep ^RESULT <<<"$out")
    if ((failed)); then echo "$failed of $requests requests failed: $out" >&2; return 1; fi
    echo "$rate $p50 $p99${5:+ $requests}"
}

# COMMAND…: it loads a service for some seconds, its last argument, in rounds as what is measured is. Code that was
# compiled under one long load is thrown away, and compiled again, when its connections end.
warm_up() {
    local left=${WARMUP:-60} round=5
    for ((; left > 0; left -= round)); do
        "$@" "$((left < round ? left : round))" >/dev/null
        sleep 0.5
    done
}

record() {
    echo "$*" | tee -a "$results" >&2
}

start_all() {
    [[ ${started[*]} != own ]] || stop_all
    ((${#started[@]} == 0)) || return 0
    local peer each any
    for peer in disk redis postgres etcd sqlite hostledger; do
        names=${peer}_names any=
        for each in ${!names}; do ! wanted "$each" || any=1; done
        [[ -n $any ]] || continue
        if ! "${peer}_installed"; then
            printf 'Left out: %s is not installed.\n\n' "$peer"
            continue
        fi
        # Before it is started: what does not come up has to be stopped too. It ends the run.
        started+=("$peer")
        "${peer}_start"
    done
}

# CASE CONNECTIONS
compare() {
    start_all
    local round peer each names result
    for ((round = 1; round <= rounds; round++)); do
        for peer in "${started[@]}"; do
            names=${peer}_names
            for each in ${!names}; do
                wanted "$each" || continue
                # What one left unwritten is not the next one's.
                sync
                result=$("${peer}_measure" "$each" "$2" "$seconds")
                record "$1 $each $result"
            done
        done
    done
}

for case in "${cases[@]}"; do
    case $case in
        single64) compare single64 64 ;;
        single1) compare single1 1 ;;
        ndjson | grown | memory)
            stop_all
            started=(own)
            "own_$case"
            ;;
        table) ;;
        *) echo "no such case: $case" >&2; exit 2 ;;
    esac
done
python3 src/bench/table.py "$results" "$bench" "$options" "$seconds"
