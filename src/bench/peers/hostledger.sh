# This service, and in the same process a POST that is read and answered and no more; the load is wrk's.

hostledger_names="hostledger parse-only"

hostledger_installed() { :; }

hostledger_start() {
    start "$bench/hostledger"
    warm_up hostledger_warm
}

hostledger_warm() {
    local each
    for each in $hostledger_names; do
        ! wanted "$each" || hostledger_measure "$each" 64 "$1"
    done
}

hostledger_stop() {
    stop
}

hostledger_blocks() {
    curl -sf "http://127.0.0.1:$port/v1/ledger" | sed 's/.*"blocks":\([0-9]*\).*/\1/'
}

# NAME CONNECTIONS SECONDS
hostledger_measure() {
    local path=/bench/parse-only before result requests
    [[ $1 == parse-only ]] || path=/v1/changes
    before=$(hostledger_blocks)
    result=$(TARGET_PATH=$path run_wrk src/bench/peers/change.lua "http://127.0.0.1:$port" "$2" "$3" with-requests)
    requests=${result##* }
    # Each request has to have been a change: wrk does not tell 200 from 201.
    if [[ $1 == hostledger ]] && (($(hostledger_blocks) - before < requests)); then
        echo "not every request made a block: $requests requests, $(($(hostledger_blocks) - before)) blocks" >&2
        return 1
    fi
    echo "${result% *}"
}
