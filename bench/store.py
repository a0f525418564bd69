"""`python -m bench.store`: the five rows of a message through `Store.write`, beside one durable commit and no more.

The rows are those that a message costs: inbox, number, ledger, audit link, outbox. Many callers wait in one event
loop, as the program's own do; one caller calls from a plain thread, as scenes do. Writers either share one office,
whose audit chain they queue for, or have an office each.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench import floor, machine
from bench.figures import Figure, percentile, table
from storage import audit, counters, inbox, migrate, outbox
from storage.instants import ZONE, to_text
from storage.store import Store
from storage.tables import ledger
from storage.unit_of_work import UnitOfWork
from tests.databases import running_postgresql

AT = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
ROUNDS = 3
SECONDS = 1.0
FLOOR_SECONDS = 0.4
_MESSAGE = itertools.count()
WAYS = ((1, 1), (32, 1), (32, 32))
"""Callers, and the offices that they share."""


@dataclass(frozen=True)
class Round:
    """One round: transactions a second, and milliseconds from the call to the commit."""

    per_second: float
    p50: float
    p99: float


def five_rows(uow: UnitOfWork, org: str, number: int) -> None:
    """What a message writes, in one transaction."""
    inbox.first_time(uow, org, "bench", f"m{number}", "linf", "text", AT)
    serial = f"QJ-2026-{counters.next_number(uow, org, 'QJ', 2026):04}"
    entry = {"days": 2, "from": "2026-12-02", "to": "2026-12-03"}
    uow.insert(
        ledger, org=org, book="leave", serial=serial, member="linf", event="submitted", data=entry, at=to_text(AT)
    )
    outbox.put(uow, org, "wangq", False, "text", {"text": "林芳申请请假两天，请审批。" * 5}, serial, "", AT)
    audit.append(uow, org, AT, "linf", "submit", serial, {"channel": "bench"})


def blocking(store: Store, seconds: float) -> Round:
    """One caller in a plain thread."""
    times: list[float] = []
    begun = now = time.perf_counter()
    while now - begun < seconds:
        number = next(_MESSAGE)
        store.write(lambda uow, number=number: five_rows(uow, "bench", number))  # type: ignore[misc]
        times.append(-now + (now := time.perf_counter()))
    return _round(times, now - begun)


def waiting(store: Store, callers: int, offices: int, seconds: float) -> Round:
    """Many callers in one event loop."""
    times: list[float] = []

    async def caller(number: int, until: float) -> None:
        now = time.perf_counter()
        while now < until:
            message = next(_MESSAGE)
            await store.write_async(lambda uow, message=message: five_rows(uow, f"bench-{number % offices}", message))  # type: ignore[misc]
            times.append(-now + (now := time.perf_counter()))

    async def all_callers() -> float:
        begun = time.perf_counter()
        await asyncio.gather(*(caller(number, begun + seconds) for number in range(callers)))
        return time.perf_counter() - begun

    return _round(times, asyncio.run(all_callers()))


def _round(times: list[float], took: float) -> Round:
    times.sort()
    return Round(len(times) / took, percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000)


def main() -> None:
    """Measure both databases and print one table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dzb-bench-")))
        server = stack.enter_context(running_postgresql(durable=True))
        bare, full = server.empty_database(), server.migrated_database()
        file = f"sqlite:///{folder / 'house.db'}"
        migrate.upgrade(file)
        print(machine.line(bare))
        rows = []
        for name, url in (("SQLite", file), ("PostgreSQL", full)):
            store = Store.open(url)
            stack.callback(store.close)
            rows += [_row(name, store, folder / "floor.db", bare, *way) for way in WAYS]
    heading = ("", "callers", "offices", "transactions/s", "p50 ms", "p99 ms", "floor commits/s")
    print(table(heading, rows))


def _row(name: str, store: Store, floor_file: Path, floor_url: str, callers: int, offices: int) -> tuple[str, ...]:
    rounds, floors = [], []
    for _ in range(ROUNDS):
        rounds.append(blocking(store, SECONDS) if callers == 1 else waiting(store, callers, offices, SECONDS))
        floors.append(
            floor.sqlite(floor_file, FLOOR_SECONDS)
            if name == "SQLite"
            else floor.postgresql(floor_url, callers, FLOOR_SECONDS)
        )
    rate = Figure(tuple(r.per_second for r in rounds))
    p50, p99 = Figure(tuple(r.p50 for r in rounds)), Figure(tuple(r.p99 for r in rounds))
    return (name, str(callers), str(offices), rate.said(), p50.said(1), p99.said(1), Figure(tuple(floors)).said())


if __name__ == "__main__":
    main()
