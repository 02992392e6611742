#!/usr/bin/env bash
# How large the program is, and how much memory it takes, idle and while it writes as fast as it can:
#   ./mvnw -Dquick package -DskipTests && src/bench/footprint.sh [SECONDS [WRITERS]]
#   RUNNER=target/hostledger-0.1.0-SNAPSHOT-runner src/bench/footprint.sh
# With the image's options of the JVM where JAVA_OPTS has no others. Prints MB.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
options=${JAVA_OPTS:-$(image_options)}
seconds=${1:-20} writers=${2:-8}
work=$(mktemp -d)
trap 'kill "$pid" $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
pid=

# write N: changes of 100 elements, as fast as they are answered, for some seconds.
write() {
    timeout "$seconds" awk -v writer="$1" 'BEGIN {
        for (n = 0; ; n++)
            printf "{\"element_id\":\"interface:w%d-%d\",\"state\":{\"bridge\":\"ovsbr0\",\"mtu\":%d},\"actor\":\"bench\"}\n", writer, n % 100, n
    }' | curl -sN -T - -X POST -H "Content-Type: application/x-ndjson" -H "Expect:" \
        "http://127.0.0.1:$port/v1/changes" >/dev/null
}

if [[ $runner == *.jar ]]; then
    echo "program: $(du -sm "$(dirname "$runner")" | cut -f1) MB, with its libraries and without a JVM"
else
    echo "program: $(($(stat -c %s "$runner") / 1000000)) MB"
fi

start "$work/data"
sleep 5
echo "idle: $(rss) MB"
for ((n = 0; n < writers; n++)); do
    write "$n" &
done
sleep $((seconds - 1))
echo "under load: $(rss) MB, at the most $(peak) MB"
sleep 6
echo "blocks written: $(curl -s "http://127.0.0.1:$port/v1/ledger" | sed 's/.*"blocks":\([0-9]*\).*/\1/')"
echo "idle again: $(rss) MB"
stop
