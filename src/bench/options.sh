#!/usr/bin/env bash
# Four ways to keep the same changes, measured by the same program:
#   ./mvnw -q -Dquick -Dbench package -DskipTests && src/bench/options.sh [BLOCKS [ELEMENTS [WRITERS]]]
# Prints a table in Markdown. Writes some GB below TMPDIR, and removes them.
set -euo pipefail
cd "$(dirname "$0")/../.."
. src/bench/service.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$java" -Xmx1g -cp "target/test-classes:target/classes:target/quarkus-app/lib/main/*" \
    io.hostledger.bench.options.Options "$folder" "${1:-300000}" "${2:-3000}" "${3:-16}"
