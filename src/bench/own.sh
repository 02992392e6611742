# Sourced by write.sh: the cases of this service alone, each on a service of its own.

own_services=()

own_stop() {
    local each
    for each in "${own_services[@]}"; do
        read -r pid log <<<"$each"
        stop
    done
    # One that has not come up yet.
    [[ -z ${pid:-} ]] || kill "$pid" 2>/dev/null || true
    own_services=()
}

# FOLDER: a service, whose code is compiled by as much load as it takes.
own_start() {
    start "$bench/$1"
    own_services+=("$pid $log")
    warm_up own_warm
}

own_warm() {
    own_load seconds="$1" elements=1000
    TARGET_PATH=/v1/changes run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" 64 "$1"
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

# NAME PORT SECONDS: one change a request from 64 connections, on ELEMENTS elements.
own_hot() {
    local result
    sync
    result=$(TARGET_PATH=/v1/changes run_wrk src/bench/peers/change.lua "http://127.0.0.1:$2" 64 "$3")
    record "grown $1 $result"
}

# A ledger of GROWN_BLOCKS blocks of both tiers over 100,000 elements, and a new one: the same 1,000 hot elements on
# both, in turn, and many of them on the grown one.
own_grown() {
    local blocks=${GROWN_BLOCKS:-10000000} new grown round
    "$java" -cp target/test-classes:target/classes io.hostledger.verify.MakeLedger "$bench/grown" $((blocks / 2)) 100000
    record "grown filled $blocks"
    own_start new
    new=$port
    own_start grown
    grown=$port
    for ((round = 0; round < rounds; round++)); do
        own_hot start "$new" "$seconds"
        own_hot hot "$grown" "$seconds"
    done
    for ((round = 0; round < rounds; round++)); do
        ELEMENTS=50000 own_hot uniform "$grown" "$seconds"
    done
    own_hot long "$grown" "${LONG_SECONDS:-30}"
    own_stop
    started=()
    rm -rf "$bench/grown" "$bench/new"
}

# Full load on 10,000 hot elements, for 30 s.
own_memory() {
    start "$bench/memory"
    own_services=("$pid $log")
    local result
    result=$(TARGET_PATH=/v1/changes ELEMENTS=10000 run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" 64 \
        "${LONG_SECONDS:-30}")
    record "memory hostledger $result $(peak)"
    own_stop
    started=()
}
