# Redis, every command synced (appendfsync always), as an audit stream; the load is redis-benchmark's.
# `redis` adds to the stream; `redis-chain` does so in a script that hashes each entry onto the one before.

redis_names="redis redis-chain"

redis_pid=

redis_installed() {
    type -P redis-server redis-benchmark redis-cli >/dev/null
}

redis_start() {
    redis_port=$(free_port)
    mkdir -p "$bench/redis"
    # No rewriting and no snapshots: nothing but the synced log is written.
    redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$bench/redis" --appendonly yes --appendfsync always \
        --save "" --auto-aof-rewrite-percentage 0 >"$bench/redis.log" 2>&1 &
    redis_pid=$!
    await redis-cli -p "$redis_port" ping
    redis_chain=$(redis-cli -p "$redis_port" script load "
        local head = redis.call('GET', 'head') or ''
        local hash = redis.sha1hex(head .. KEYS[1] .. ARGV[1] .. ARGV[2])
        redis.call('SET', 'head', hash)
        return redis.call('XADD', 'chain', '*', 'element', KEYS[1], 'actor', ARGV[1], 'state', ARGV[2], 'hash', hash)")
}

redis_stop() {
    [[ -n $redis_pid ]] || return 0
    kill "$redis_pid" && wait "$redis_pid" || true
}

# NAME CONNECTIONS SECONDS
redis_measure() {
    local element=interface:eth__rand_int__ state command
    state=$(sed 's/@NAME@/eth__rand_int__/; s/@COUNTER@/__rand_int__/' "$state_file")
    case $1 in
        redis) command=(XADD ledger '*' element "$element" actor bench state "$state") ;;
        redis-chain) command=(EVALSHA "$redis_chain" 1 "$element" bench "$state") ;;
    esac
    local rate
    rate=$(redis_load "$2" $((300 * $2 + 2000)) | cut -d' ' -f1)
    redis_load "$2" "$(awk -v r="$rate" -v s="$3" 'BEGIN { print int(r * s) }')"
}

# CONNECTIONS REQUESTS: as many of the caller's `command`.
redis_load() {
    redis-benchmark -p "$redis_port" -c "$1" -n "$2" -r 1000 --csv "${command[@]}" |
        tail -n 1 | tr -d '"' | awk -F, '{ print $(NF - 6), $(NF - 3), $(NF - 1) }'
}
