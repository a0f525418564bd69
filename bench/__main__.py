"""`make bench`: the house's speed, memory and start-up, each figure the median of its rounds with least and most.

Rounds of the different figures take turns, so that a machine that slows down slows them all.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import floor, machine, starting, understanding
from bench.figures import Figure, table
from bench.messages import Office, Round
from storage import migrate
from storage.store import Store
from tests.databases import running_postgresql

ROUNDS = 5
FLOOR_SECONDS = 0.4
MESSAGE_SECONDS = 1.2
MANY = 32
CALLERS = (1, MANY)


def main() -> None:
    """Measure everything and print it."""
    begun = time.perf_counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dzb-bench-")))
        server = stack.enter_context(running_postgresql(durable=True))
        bare, full = server.empty_database(), server.migrated_database()
        print(machine.line(bare))
        file = f"sqlite:///{folder / 'house.db'}"
        migrate.upgrade(file)
        stores = {"SQLite": Store.open(file), "PostgreSQL": Store.open(full)}
        for store in stores.values():
            stack.callback(store.close)
        _print_paths(stores, folder / "floor.db", bare)
    _print_understanding()
    _print_start()
    print(f"\n{time.perf_counter() - begun:.0f} s in all")


def _print_paths(stores: dict[str, Store], floor_file: Path, floor_url: str) -> None:
    offices = {name: Office(store) for name, store in stores.items()}
    floors: dict[tuple[str, int], list[float]] = {}
    paths: dict[tuple[str, int], list[Round]] = {}
    for office in offices.values():
        office.round(MANY, 0.3)
    for number in range(ROUNDS):
        _progress(f"round {number + 1} of {ROUNDS}")
        for callers in CALLERS:
            floors.setdefault(("SQLite", callers), []).append(floor.sqlite(floor_file, FLOOR_SECONDS))
            floors.setdefault(("PostgreSQL", callers), []).append(floor.postgresql(floor_url, callers, FLOOR_SECONDS))
            for name, office in offices.items():
                paths.setdefault((name, callers), []).append(office.round(callers, MESSAGE_SECONDS))
    _progress("")
    rows = [_path_row(*key, Figure(tuple(floors[key])), rounds) for key, rounds in sorted(paths.items(), reverse=True)]
    heading = ("", "callers", "messages/s", "p50 ms", "p99 ms", "floor commits/s", "messages : commits")
    print("\nThe whole path of a message, beside the bare floor (one durable commit of one row, nothing else)")
    print(table(heading, rows))
    print("  A message is three transactions: taken in with all its rows, its reply claimed, its reply settled.")
    print("  SQLite has one writer, so its floor is the same for any number of callers.")


def _path_row(name: str, callers: int, bare: Figure, rounds: list[Round]) -> tuple[str, ...]:
    rate = Figure(tuple(r.per_second for r in rounds))
    p50, p99 = Figure(tuple(r.p50 for r in rounds)), Figure(tuple(r.p99 for r in rounds))
    ratio = f"1 : {bare.median / rate.median:.1f}"
    return (name, str(callers), rate.said(), p50.said(1), p99.said(1), bare.said(), ratio)


def _print_understanding() -> None:
    rounds = [understanding.round_of() for _ in range(3)]
    median, p99 = Figure(tuple(r.median for r in rounds)), Figure(tuple(r.p99 for r in rounds))
    print(f"\ndzb understand, {rounds[0].sentences} sentences: median {median.said()} µs, p99 {p99.said()} µs")


def _print_start() -> None:
    starts = [starting.start() for _ in range(ROUNDS)]
    seconds = Figure(tuple(s.seconds for s in starts))
    memory = Figure(tuple(s.mebibytes for s in starts))
    print(f"dzb demo: page answers after {seconds.said(2)} s, resident memory then {memory.said(1)} MiB")


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words:<30}\r")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
