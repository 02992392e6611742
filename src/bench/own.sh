# Sourced by write.sh: the cases of this service alone, each on a service of its own.

own_stop() {
    stop
}

# FOLDER: a service, whose code is compiled by as much load as it takes.
own_start() {
    start "$bench/$1"
    own_load seconds="${WARMUP:-15}" elements=1000 >/dev/null
    TARGET_PATH=/v1/changes run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" 64 "${WARMUP:-15}" >/dev/null
}

# KEY=VALUE…: one NDJSON request. Prints changes a second.
own_load() {
    "$java" -Xmx64m -XX:+UseSerialGC src/bench/java/io/hostledger/bench/NdjsonLoad.java port="$port" state="$state_file" "$@"
}

# One NDJSON request that goes on for 30 s.
own_ndjson() {
    own_start ndjson
    local before rate
    before=$(peak)
    rate=$(own_load seconds="${NDJSON_SECONDS:-30}" elements=1000)
    record "ndjson hostledger $rate $before $(peak)"
    own_stop
    started=()
}

# NAME SECONDS: one change a request from 64 connections, on ELEMENTS elements.
own_hot() {
    local result
    result=$(TARGET_PATH=/v1/changes run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" 64 "$2")
    record "grown $1 $result"
}

# GROWN_BLOCKS blocks over 100,000 elements: the same 1,000 hot elements before and after, and all of them after.
own_grown() {
    own_start grown
    local result round
    for ((round = 0; round < rounds; round++)); do
        own_hot start "$seconds"
    done
    result=$(own_load changes="${GROWN_BLOCKS:-10000000}" elements=100000)
    record "grown filled $result ${GROWN_BLOCKS:-10000000}"
    for ((round = 0; round < rounds; round++)); do
        own_hot hot "$seconds"
        ELEMENTS=100000 own_hot uniform "$seconds"
    done
    own_hot long "${LONG_SECONDS:-30}"
    own_stop
    started=()
    rm -rf "$bench/grown"
}

# Full load on 10,000 hot elements, for 30 s.
own_memory() {
    start "$bench/memory"
    local result
    result=$(TARGET_PATH=/v1/changes ELEMENTS=10000 run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" 64 \
        "${LONG_SECONDS:-30}")
    record "memory hostledger $result $(peak)"
    own_stop
    started=()
}
