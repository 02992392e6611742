#!/usr/bin/env bash
# The long command: what `./mvnw verify` samples, it does in full, for two hours or more.
#   src/bench/survive.sh [PART...]      simulation damage kills faults bounds; all of them if none is named
#   FIRST=20000 SEEDS=1000 src/bench/survive.sh simulation      other seeds
# Prints a line for each part, and fails with the first that does.
set -euo pipefail
cd "$(dirname "$0")/../.."

unit() { mvn -Dtest="$1" "${@:2}" test; }
packaged() { mvn -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test="$1" "${@:2}" verify; }

mvn() {
    local log
    log=$(mktemp)
    if ! ./mvnw -B -Dquick "$@" >"$log" 2>&1; then
        cat "$log"
        rm -f "$log"
        exit 1
    fi
    grep -aE '^(simulation|damage|[0-9,]+ (kills|stops|changes|elements)|[a-z0-9]+:error=|.*Tests run:.*Time elapsed)' "$log"
    rm -f "$log"
}

simulation() { # six ends of the process a seed
    unit SimulationTest,SafeguardsTest -Dhostledger.simulation.first="${FIRST:-0}" -Dhostledger.simulation.seeds="${SEEDS:-16667}"
}
damage() { unit DamageTest,FaultTableTest -Dhostledger.damage.every=1 -Dhostledger.damage.images=2000; }
kills() { packaged KillIT -Dhostledger.kill-rounds=200; }
faults() { packaged InjectedFaultsIT,FullDiskIT -Dhostledger.faults.all=true; }
bounds() {
    packaged BoundsIT -Dhostledger.bounds.changes=1000000 -Dhostledger.bounds.elements=100000 \
        -Dhostledger.bounds.refusals=40000 -Dhostledger.bounds.refusals-uncounted=20000 \
        -Dhostledger.bounds.refusal-millis=50 -Dhostledger.bounds.refusal-percentile=99
}

if (($# == 0)); then
    set -- simulation damage kills faults bounds
fi
for part; do
    echo "== $part"
    "$part"
done
