"""Prints the results of write.sh as Markdown: RESULTS FOLDER JAVA-OPTIONS SECONDS."""
import os
import platform
import subprocess
import sys
from collections import defaultdict
from statistics import median

NAMES = {
    "parse-only": "a POST that is parsed and answered, no more",
    "hostledger": "**hostledger**: both tiers, SHA-256 chains, synced",
    "redis": "Redis, XADD, appendfsync always",
    "redis-chain": "Redis, the same with a SHA-1 chain in Lua",
    "postgres": "PostgreSQL, insert",
    "postgres-chain": "PostgreSQL, insert with a SHA-256 chain under a lock",
    "etcd": "etcd, put (JSON gateway)",
    "sqlite": "SQLite, insert, WAL, synchronous=FULL (one writer)",
    "disk": "write + fdatasync, in place (one thread)",
    "disk-grown": "write + fdatasync, appending (one thread)",
}


def output(*command):
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=False)
        return (lines.stdout or lines.stderr).strip().split("\n")[0]
    except OSError:
        return ""


def machine(folder, options, seconds, rounds):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    disk = output("findmnt", "-n", "-o", "SOURCE,FSTYPE,OPTIONS", "--target", folder)
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    versions = [
        f"{name} {version}"
        for name, version in (
            ("Redis", output("sh", "-c", "exec 2>/dev/null; redis-server --version | sed 's/.* v=\\([^ ]*\\).*/\\1/'")),
            ("PostgreSQL", output("sh", "-c", "exec 2>/dev/null; ${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}/postgres --version"
                                              " | sed 's/.*PostgreSQL) \\([^ ]*\\).*/\\1/'")),
            ("etcd", output("sh", "-c", "exec 2>/dev/null; etcd --version | sed -n 's/etcd Version: //p'")),
            ("SQLite", output("python3", "-c", "import sqlite3; print(sqlite3.sqlite_version)")),
        )
        if version
    ]
    print(f"Machine: {os.cpu_count()} x {cpu}, {memory:.0f} GB, {platform.system()} {platform.release()}, shared by"
          f" servers and load generators. Disk: {' '.join(disk.split())}. Payload: a 250-byte interface state, 1,000"
          f" elements, one field changing. Medians of {rounds} alternating rounds of {seconds} s. hostledger on"
          f" {output(java, '-version')} with `{options}`. {', '.join(versions)}. All sync (fdatasync or O_DSYNC) before"
          " they answer.\n")


def times(numerator, denominator):
    return f"{numerator / denominator:.2f}" if numerator and denominator else ""


def comparison(results):
    many = {name: rows for (case, name), rows in results.items() if case == "single64"}
    one = {name: rows for (case, name), rows in results.items() if case == "single1"}
    if not many and not one:
        return
    rate = {name: median(row[0] for row in rows) for name, rows in many.items()}
    p50 = {name: median(row[1] for row in rows) for name, rows in one.items()}
    print("| | 64 connections: changes/s | least to greatest | p50, p99 ms | hostledger is | 1 connection: p50 ms |"
          " hostledger takes |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, title in NAMES.items():
        if name not in many and name not in one:
            continue
        cells = [title]
        if name in many:
            rows = many[name]
            cells += [f"{rate[name]:,.0f}", f"{min(r[0] for r in rows):,.0f} to {max(r[0] for r in rows):,.0f}",
                      f"{median(r[1] for r in rows):.2f}, {median(r[2] for r in rows):.2f}",
                      f"{times(rate.get('hostledger'), rate[name])} x"]
        else:
            cells += ["", "", "", ""]
        if name in one:
            cells += [f"{p50[name]:.3f}", f"{times(p50.get('hostledger'), p50[name])} x"]
        else:
            cells += ["", ""]
        print("| " + " | ".join("" if cell == " x" else cell for cell in cells) + " |")
    print()


def quiet(results):
    for case, name in sorted(results):
        if name == "disk" and case.startswith("single"):
            rates = [row[0] for row in results[case, name]]
            if max(rates) > 2 * min(rates):
                print(f"**Not to be relied on**: the raw disk gave {min(rates):,.0f} to {max(rates):,.0f} synced writes a"
                      " second in the same run, so something else was at work.\n")


def own(results):
    if ("ndjson", "hostledger") in results:
        rows = results["ndjson", "hostledger"]
        print(f"- NDJSON, one request, 30 s: {median(r[0] for r in rows):,.0f} changes/s; greatest RSS"
              f" {max(r[1] for r in rows):.0f} MB before, {max(r[2] for r in rows):.0f} MB after.")
    if ("grown", "long") in results:
        rate = {name: median(r[0] for r in results["grown", name]) for name in ("start", "hot", "uniform")}
        blocks = results["grown", "filled"][-1][0]
        long = results["grown", "long"][-1]
        print(f"- After {blocks:,.0f} blocks of both tiers over 100,000 elements: the same 1,000 hot elements"
              f" {rate['hot']:,.0f}/s, {times(rate['hot'], rate['start'])} of the {rate['start']:,.0f}/s of a new ledger;"
              f" uniform over 50,000 of them {rate['uniform']:,.0f}/s. Over 30 s on the hot ones p50 {long[1]:.2f} ms,"
              f" p99 {long[2]:.2f} ms, {times(long[2], long[1])} times that, checkpoints included.")
    if ("memory", "hostledger") in results:
        row = results["memory", "hostledger"][-1]
        print(f"- 64 connections on 10,000 hot elements, 30 s, {row[0]:,.0f} changes/s: greatest RSS {row[3]:.0f} MB.")


def targets(results):
    """What is aimed at, a row each, also where the results do not tell."""
    print("\n| Target | | Measured | Reached |\n| --- | --- | ---: | --- |")

    def middle(case, name, column=0):
        rows = results.get((case, name))
        return median(row[column] for row in rows) if rows else None

    def last(case, name, column):
        return results[case, name][-1][column] if (case, name) in results else None

    def target(text, value, least=None, most=None):
        bound = f"at least {least:,g}" if least is not None else f"at most {most:,g}"
        if value is None:
            print(f"| {text} | {bound} | not measured | |")
            return
        reached = value >= least if least is not None else value <= most
        shown = f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
        print(f"| {text} | {bound} | {shown} | {'yes' if reached else '**no**'} |")

    def ratio(value, of):
        return None if value is None or of is None else value / of

    rate = middle("single64", "hostledger")
    target("64 connections, changes/s", rate, least=20_000)
    for name, text, least in (("parse-only", "of the POST that is parsed only", 0.5),
                              ("redis-chain", "times Redis with a chain", 1),
                              ("postgres", "times PostgreSQL's insert", 2.5),
                              ("postgres-chain", "times PostgreSQL with a chain", 20)):
        target(text, ratio(rate, middle("single64", name)), least=least)
    p50, disk = middle("single1", "hostledger", 1), middle("single1", "disk", 1)
    target("1 connection, p50 beyond write + fdatasync, ms", None if p50 is None or disk is None else p50 - disk,
           most=0.3)
    target("1 connection, p50, times Redis's XADD", ratio(p50, middle("single1", "redis", 1)), most=1.2)
    target("NDJSON, changes/s", middle("ndjson", "hostledger"), least=100_000)
    target("grown ledger, hot elements, of the rate of a new one",
           ratio(middle("grown", "hot"), middle("grown", "start")), least=0.9)
    target("grown ledger, p99 / p50", ratio(last("grown", "long", 2), last("grown", "long", 1)), most=10)
    target("RSS under full load, MB", last("memory", "hostledger", 3), most=256)


def main(path, folder, options, seconds):
    results = defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            case, name, *numbers = line.split()
            results[case, name].append([float(each) for each in numbers])
    rounds = max((len(rows) for (case, _), rows in results.items() if case.startswith("single")), default=1)
    machine(folder, options, seconds, rounds)
    comparison(results)
    quiet(results)
    own(results)
    targets(results)


main(*sys.argv[1:])
