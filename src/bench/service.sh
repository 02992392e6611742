# Sourced by the benchmarks: the packaged service, or the executable that RUNNER names, on free ports.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version 2>&1 | awk -F'[".]' '/version/ { exit $2 < 21 }' || {
    echo "Set JAVA_HOME to a JDK of version 21 or newer." >&2
    exit 2
}
runner=${RUNNER:-target/quarkus-app/quarkus-run.jar}
options=${JAVA_OPTS:--Xmx112m -XX:+UseSerialGC -XX:NewRatio=2 -XX:SurvivorRatio=3}

# The options that the JVM has in the image.
image_options() {
    sed -n 's/.*JDK_JAVA_OPTIONS="\(.*\)"/\1/p' src/main/docker/Containerfile.jvm
}

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
    until [[ $(<"$log") == *"Management interface listening"* ]]; do
        kill -0 "$pid" 2>/dev/null || { cat "$log" >&2; return 1; }
        sleep 0.002
    done
    port=$(sed -n 's/.*Listening on: http:[^ ]*:\([0-9]*\)\..*/\1/p' "$log")
    management=$(sed -n 's/.*Management interface listening on http:[^ ]*:\([0-9]*\)\..*/\1/p' "$log")
}

stop() {
    kill "$pid"
    wait "$pid"
    pid=
    rm -f "$log"
}

# Whether readiness says yes; asked without a process, which would take longer than the answer.
ready() {
    local status
    { exec 3<>"/dev/tcp/127.0.0.1/$management"; } 2>/dev/null || return 1
    printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
    read -r status <&3
    exec 3>&-
    [[ $status == *" 200 "* ]]
}

rss() {
    awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status"
}

# The most that was resident since the start, MB.
peak() {
    awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$pid/status"
}
