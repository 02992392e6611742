# etcd, one member, which syncs its log before each answer; the load is wrk's, on the JSON gateway.

etcd_names="etcd"

etcd_pid=

etcd_installed() {
    type -P etcd >/dev/null
}

etcd_start() {
    etcd_port=$(free_port)
    local peers
    peers=$(free_port)
    etcd --data-dir "$bench/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" --log-level error \
        --advertise-client-urls "http://127.0.0.1:$etcd_port" --listen-peer-urls "http://127.0.0.1:$peers" \
        --initial-advertise-peer-urls "http://127.0.0.1:$peers" --initial-cluster "default=http://127.0.0.1:$peers" \
        --quota-backend-bytes $((8 << 30)) >"$bench/etcd.log" 2>&1 &
    etcd_pid=$!
    await curl -sf "http://127.0.0.1:$etcd_port/health"
}

etcd_stop() {
    [[ -n $etcd_pid ]] || return 0
    kill "$etcd_pid" && wait "$etcd_pid" || true
}

# NAME CONNECTIONS SECONDS
etcd_measure() {
    run_wrk src/bench/peers/etcd.lua "http://127.0.0.1:$etcd_port" "$2" "$3"
}
