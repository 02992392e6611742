"""Synced writes from one thread: `disk grown|preallocated` or `sqlite`, then FOLDER SECONDS STATE.

Prints writes a second, and p50 and p99 in ms.
"""
import os
import sqlite3
import sys
import time

# About what one change of the benchmark puts into the journal: both blocks.
RECORD = b"x" * 1536
ALLOCATED = 64 << 20


def disk(kind, folder):
    file = os.open(os.path.join(folder, "raw"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    if kind == "preallocated":
        os.pwrite(file, b"\0" * ALLOCATED, 0)
        os.fsync(file)
    at = 0
    while True:
        began = time.perf_counter()
        os.pwrite(file, RECORD, at)
        os.fdatasync(file)
        yield time.perf_counter() - began
        at += len(RECORD)
        if kind == "preallocated" and at + len(RECORD) > ALLOCATED:
            at = 0


def sqlite(folder, state):
    before, rest = open(state, encoding="utf-8").readline().strip().split("@NAME@")
    between, after = rest.split("@COUNTER@")
    database = sqlite3.connect(os.path.join(folder, "audit.db"), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, at TEXT DEFAULT CURRENT_TIMESTAMP,"
                     " element_id TEXT NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL)")
    counter = int(time.time() * 1000)
    while True:
        counter += 1
        name = f"eth{counter % 1000:06}"
        row = ("interface:" + name, "bench", f"{before}{name}{between}{counter}{after}")
        began = time.perf_counter()
        database.execute("INSERT INTO audit (element_id, actor, state) VALUES (?, ?, ?)", row)
        yield time.perf_counter() - began


def main(kind, *rest):
    folder, seconds, state = rest[-3:]
    took = []
    end = time.perf_counter() + float(seconds)
    began = time.perf_counter()
    for each in disk(rest[0], folder) if kind == "disk" else sqlite(folder, state):
        took.append(each)
        if time.perf_counter() > end:
            break
    rate = len(took) / (time.perf_counter() - began)
    took.sort()
    print(f"{rate:.1f} {took[len(took) // 2] * 1e3:.4f} {took[int(len(took) * 0.99)] * 1e3:.4f}")


main(*sys.argv[1:])
