# Sourced by the benchmarks: the packaged service, or the executable that RUNNER names, on free ports.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version 2>&1 | awk -F'[".]' '/version/ { exit $2 < 21 }' || {
    echo "Set JAVA_HOME to a JDK of version 21 or newer." >&2
    exit 2
}
runner=${RUNNER:-target/quarkus-app/quarkus-run.jar}
options=${JAVA_OPTS:--Xmx128m -XX:+UseSerialGC}

# start DIR [-Dkey=value…]: sets pid, port and management.
start() {
    log=$(mktemp)
    local set=(-Dquarkus.http.port=0 -Dquarkus.management.port=0 "-Dhostledger.data-dir=$1" "${@:2}")
    if [[ $runner == *.jar ]]; then
        # shellcheck disable=SC2086 # several options
        "$java" $options "${set[@]}" -jar "$runner" >"$log" 2>&1 &
    else
        "$runner" "${set[@]}" >"$log" 2>&1 &
    fi
    pid=$!
    until grep -q "Management interface listening" "$log"; do
        kill -0 "$pid" 2>/dev/null || { cat "$log" >&2; return 1; }
        sleep 0.01
    done
    port=$(sed -n 's/.*Listening on: http:[^ ]*:\([0-9]*\)\..*/\1/p' "$log")
    management=$(sed -n 's/.*Management interface listening on http:[^ ]*:\([0-9]*\)\..*/\1/p' "$log")
}

stop() {
    kill "$pid"
    wait "$pid" 2>/dev/null || true # 143 is the JVM's code for it
    rm -f "$log"
}

rss() {
    awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status"
}
