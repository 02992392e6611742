#!/usr/bin/env bash
# Holds the checker to an independent one, on every ledger of the test suite, intact and damaged:
#   src/bench/compare-checkers.sh ../shared/check/verify_ledger.py
# Wants `./mvnw test-compile` to have run. Fails if one of the two finds nothing where the other finds
# something, or if the other finds a kind of damage that this one does not. Prints where they name
# different places.
set -euo pipefail
checker=$(realpath "$1")
cd "$(dirname "$0")/../.."
ledgers=$(mktemp -d)
trap 'rm -rf "$ledgers"' EXIT

# That of the build, whichever `java` is on the PATH.
java=$(./mvnw -v | sed -n 's/.*runtime: \([^ ]*\).*/\1/p')/bin/java
"$java" -cp target/test-classes:target/classes io.hostledger.verify.DamagedLedgers "$ledgers"

python3 - "$checker" "$ledgers" <<'PYTHON'
import contextlib, importlib.util, io, os, re, sys

spec = importlib.util.spec_from_file_location("other", sys.argv[1])
other = importlib.util.module_from_spec(spec)
spec.loader.exec_module(other)

def findings(folder):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        other.Checker(folder).run()
    found = set()
    for line in out.getvalue().splitlines():
        match = re.match(r"FINDING (\w+) (ledger\.jsonl|element-chains/.*?)(?::(\d+))?(?: |$)", line)
        if match:
            kind, file, number = match.groups()
            found.add((kind, file, 0 if kind == "torn_line" else int(number or 0)))
    return found

ledgers = failed = places = 0
for row in open(os.path.join(sys.argv[2], "verdicts"), encoding="utf-8"):
    folder, listed, name = row.rstrip("\n").split("\t")
    ours = set()
    for each in filter(None, listed.split("|")):
        kind, _, place = each.partition(" ")
        file, _, line = place.rpartition(":")
        ours.add((kind, file, 0 if kind == "torn_line" else int(line)))
    theirs = findings(os.path.join(sys.argv[2], folder))
    ledgers += 1
    if bool(ours) != bool(theirs) or not {f[0] for f in theirs} <= {f[0] for f in ours}:
        failed += 1
        print(f"DISAGREE {name}: ours {sorted(ours)}, the other's {sorted(theirs)}")
    elif ours != theirs:
        places += 1
        print(f"other places: {name}: only ours {sorted(ours - theirs)}, only the other's {sorted(theirs - ours)}")
print(f"{ledgers} ledgers: {failed} disagreements, {places} with other places")
sys.exit(1 if failed or not ledgers else 0)
PYTHON
