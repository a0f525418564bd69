"""What a recurring duty will do: its next occurrences, with what each would send as things stand now (rules 1.24)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.engine.content import Outgoing
from schedules.engine import Desk, Job
from storage import outbox

DeskAt = Callable[[datetime], Desk]
"""The desk of this transaction as it will be at a moment."""


@dataclass(frozen=True)
class Occurrence:
    """One occurrence ahead, and what it would send."""

    at: datetime
    sends: tuple[Outgoing, ...]


def occurrences(desk: Desk, job: Job, count: int) -> Iterator[datetime]:
    """When it is due next, so many times."""
    after = desk.facts.now
    for _ in range(count):
        due = job.next_due(desk, after)
        if due is None:
            return
        yield due
        after = due


def foresee(desk_at: DeskAt, now: datetime, job: Job, count: int) -> tuple[Occurrence, ...]:
    """Its next occurrences. Each is really fired and then undone, so what is shown is what would leave."""
    return tuple(Occurrence(due, _fired_and_undone(desk_at, job, due)) for due in occurrences(desk_at(now), job, count))


def _fired_and_undone(desk_at: DeskAt, job: Job, due: datetime) -> tuple[Outgoing, ...]:
    desk = desk_at(due)
    with desk.uow.undone():
        return fired(desk, job, due)


def fired(desk: Desk, job: Job, due: datetime) -> tuple[Outgoing, ...]:
    """Fire it, and tell what it has written to leave."""
    before = outbox.newest(desk.uow)
    job.fire(desk, due)
    return tuple(outbox.written_after(desk.uow, desk.org, before, desk.facts.now))
