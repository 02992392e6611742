#!/usr/bin/env bash
# Holds the checker to an independent one, on every ledger of the test suite, intact and damaged:
#   src/bench/compare-checkers.sh ../shared/check/verify_ledger.py
# Wants `./mvnw test-compile` to have run. Fails if one of the two finds nothing where the other finds
# something, if the other finds a kind of damage that this one does not, or if they find different kinds or
# places, but for what is known:
# - this one alone holds legacy lines to the form in which they were written, tells of each block that its file is not
#   its element's, and of the adopting block that it is not the service's own;
# - of two blocks that name the same central block, the other blames whichever it meets last.
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

# What only this one finds, and what only the other does.
KNOWN = [
    ({"not_canonical"}, set()),
    ({"foreign_block"}, set()),
    ({"legacy_mismatch"}, set()),
    (set(), {"cross_reference"}),
    ({"cross_reference"}, {"cross_reference"}),
]

ledgers = failed = differ = 0
for row in open(os.path.join(sys.argv[2], "verdicts"), encoding="utf-8"):
    folder, listed, name = row.rstrip("\n").split("\t")
    ours = set()
    for each in filter(None, listed.split("|")):
        kind, _, place = each.partition(" ")
        file, _, line = place.rpartition(":")
        ours.add((kind, file, 0 if kind == "torn_line" else int(line)))
    theirs = findings(os.path.join(sys.argv[2], folder))
    ledgers += 1
    only_ours, only_theirs = ({f[0] for f in ours - theirs}, {f[0] for f in theirs - ours})
    form_alone = only_ours == {"not_canonical"} and {f[1] for f in ours} == {"ledger.jsonl"} and "reformatted" in name
    known = form_alone or (only_ours, only_theirs) in KNOWN
    missed = not {f[0] for f in theirs} <= {f[0] for f in ours}
    if bool(ours) != bool(theirs) and not form_alone or missed or ours != theirs and not known:
        failed += 1
        print(f"DISAGREE {name}: only ours {sorted(ours - theirs)}, only the other's {sorted(theirs - ours)}")
    elif ours != theirs:
        differ += 1
print(f"{ledgers} ledgers: {failed} disagreements, {differ} that differ as is known")
sys.exit(1 if failed or not ledgers else 0)
PYTHON
