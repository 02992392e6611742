# The raw disk: one thread that writes as much as a change of the benchmark takes, and calls fdatasync.
# `disk` overwrites a file that was written before, as the journal does; `disk-grown` appends.

disk_names="disk disk-grown"

disk_installed() {
    type -P python3 >/dev/null
}

disk_start() {
    mkdir -p "$bench/disk"
}

disk_stop() { :; }

# NAME CONNECTIONS SECONDS
disk_measure() {
    local kind=preallocated
    [[ $1 == disk ]] || kind=grown
    python3 src/bench/peers/synced.py disk "$kind" "$bench/disk" "$3" "$state_file"
}
