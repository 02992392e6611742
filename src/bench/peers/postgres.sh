# PostgreSQL with its defaults (fsync, synchronous_commit and full_page_writes on); the load is pgbench's.
# `postgres` inserts into an audit table; `postgres-chain` calls a function that holds the chain's head
# locked, hashes the row onto it, and inserts.

postgres_names="postgres postgres-chain"
postgres_bin=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}

# It refuses to run as root.
as_postgres() {
    if [[ $(id -u) == 0 ]]; then
        setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$bench/postgres" "$@"
    else
        "$@"
    fi
}

postgres_pid=

postgres_installed() {
    [[ -x $postgres_bin/postgres && -x $postgres_bin/pgbench ]]
}

postgres_start() {
    postgres_port=$(free_port)
    mkdir -p "$bench/postgres"
    [[ $(id -u) != 0 ]] || chown postgres "$bench/postgres"
    as_postgres "$postgres_bin/initdb" -D "$bench/postgres/data" -U bench -A trust -E UTF8 --locale=C >"$bench/postgres.log"
    as_postgres "$postgres_bin/postgres" -D "$bench/postgres/data" -h 127.0.0.1 -p "$postgres_port" -k "$bench/postgres" \
        >>"$bench/postgres.log" 2>&1 &
    postgres_pid=$!
    await "$postgres_bin/pg_isready" -h 127.0.0.1 -p "$postgres_port" -d postgres -U bench
    "$postgres_bin/psql" -qX -h 127.0.0.1 -p "$postgres_port" -U bench -d postgres <<'SQL'
CREATE TABLE audit (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), element_id text NOT NULL,
    actor text NOT NULL, state jsonb NOT NULL);
CREATE TABLE chain (height bigint PRIMARY KEY, at timestamptz NOT NULL, element_id text NOT NULL, actor text NOT NULL,
    state jsonb NOT NULL, prev_hash bytea NOT NULL, hash bytea NOT NULL);
CREATE TABLE head (height bigint NOT NULL, hash bytea NOT NULL) WITH (fillfactor = 10);
INSERT INTO head VALUES (-1, decode(repeat('00', 32), 'hex'));
CREATE FUNCTION append(element text, by text, what text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    before head%ROWTYPE;
    made timestamptz;
    next bytea;
BEGIN
    SELECT * INTO before FROM head FOR UPDATE;
    made := clock_timestamp();
    next := sha256(before.hash || convert_to(made || element || by || what, 'UTF8'));
    INSERT INTO chain VALUES (before.height + 1, made, element, by, what::jsonb, before.hash, next);
    UPDATE head SET height = before.height + 1, hash = next;
    RETURN before.height + 1;
END $$;
SQL
    # Variables, because pgbench would take what is behind a colon in a text for one.
    local state name="lpad(:e::text, 6, '0')"
    state=$(head -n 1 "$state_file")
    postgres_text=(-D "element=interface:eth" -D "before=${state%%@NAME@*}eth"
        -D "between=$(sed 's/.*@NAME@//; s/@COUNTER@.*//' <<<"$state")" -D "after=${state##*@COUNTER@}")
    state=":before::text || $name || :between::text || :n::text || :after::text"
    printf '\\set e random(0, 999)\n\\set n random(1000000000000, 9999999999999)\n' |
        tee "$bench/postgres.sql" >"$bench/postgres-chain.sql"
    echo "INSERT INTO audit (element_id, actor, state) VALUES (:element::text || $name, 'bench', ($state)::jsonb);" \
        >>"$bench/postgres.sql"
    echo "SELECT append(:element::text || $name, 'bench', $state);" >>"$bench/postgres-chain.sql"
}

postgres_stop() {
    # The server's own pid: $postgres_pid may be that of the one that changed the user.
    [[ -n $postgres_pid ]] || return 0
    kill -INT "$(head -n 1 "$bench/postgres/data/postmaster.pid" 2>/dev/null || echo "$postgres_pid")" && wait "$postgres_pid" || true
}

# NAME CONNECTIONS SECONDS
postgres_measure() {
    local threads=$(($2 < 2 ? 1 : 2)) out
    rm -f "$bench"/latency.*
    out=$("$postgres_bin/pgbench" -h 127.0.0.1 -p "$postgres_port" -U bench -n -M prepared -c "$2" -j "$threads" -T "$3" \
        -f "$bench/$1.sql" "${postgres_text[@]}" --log --log-prefix="$bench/latency" postgres 2>&1) || { echo "$out" >&2; return 1; }
    cat "$bench"/latency.* | cut -d' ' -f3 | sort -n | awk -v rate="$(awk '/^tps/ { print $3 }' <<<"$out")" \
        '{ us[NR] = $1 } END { print rate, us[int(NR / 2) + 1] / 1e3, us[int(NR * 0.99)] / 1e3 }'
}
