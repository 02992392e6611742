# SQLite, WAL, synchronous=FULL, one writer: there is never more than one, the others would only wait.

sqlite_names="sqlite"

sqlite_installed() {
    python3 -c 'import sqlite3' 2>/dev/null
}

sqlite_start() {
    mkdir -p "$bench/sqlite"
}

sqlite_stop() { :; }

# NAME CONNECTIONS SECONDS
sqlite_measure() {
    python3 src/bench/peers/synced.py sqlite "$bench/sqlite" "$3" "$state_file"
}
