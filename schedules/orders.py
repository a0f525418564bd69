"""What the office has ordered about a recurring duty: left off until it is taken up again, or moved, once (1.24).

Orders lie in the store, so that every process keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from schedules.engine import ChangesState, Desk, Job
from storage import firings, office_settings
from storage.instants import from_text, to_text
from storage.unit_of_work import UnitOfWork

MOVED, BY_HAND = "moved", "by hand"
"""What became of a firing that the office moved, and of one that it asked for, as its row says it."""

_MUTED, _MOVES = "clock.muted.", "clock.moves."
_KEPT_MOVES = 20


@dataclass(frozen=True)
class Move:
    """One occurrence at another time."""

    was: datetime
    to: datetime


class MovedJob:
    """A duty some of whose occurrences were moved: each fires once, at its new time, as the one that it was."""

    def __init__(self, job: Job, moves: Sequence[Move]) -> None:
        self.name, self.title, self.grace = job.name, job.title, job.grace
        if isinstance(job, ChangesState):
            self.changes_state = True
        self._job = job
        self._was = {move.to: move.was for move in moves}

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The next occurrence that stands where it was, or the next moved one."""
        usual = self._job.next_due(desk, after)
        while usual is not None and usual in self._was.values():
            usual = self._job.next_due(desk, usual)
        coming = [to for to in self._was if to > after]
        return min([*coming, *([usual] if usual else [])], default=None)

    def fire(self, desk: Desk, due: datetime) -> None:
        """Do what was to be done at the time from which it was moved."""
        self._job.fire(desk, self._was.get(due, due))


def arranged(jobs: Iterable[Job], desk: Desk) -> list[Job]:
    """The duties as the office wants them: what is left off is not among them, what was moved is due then."""
    muted = _muted(desk.uow, desk.org)
    return [job for job in with_moves(jobs, desk) if job.name not in muted or isinstance(job, ChangesState)]


def with_moves(jobs: Iterable[Job], desk: Desk) -> list[Job]:
    """Every duty, those that are left off too, with what was moved."""
    moved = office_settings.beginning_with(desk.uow, desk.org, _MOVES)
    return [MovedJob(job, _read(moved[job.name])) if job.name in moved else job for job in jobs]


def is_muted(uow: UnitOfWork, org: str, job: Job) -> bool:
    """Whether it is left off; what changes how things stand never is, whatever was ordered before."""
    return not isinstance(job, ChangesState) and bool(office_settings.get(uow, org, _MUTED + job.name))


def mute(desk: Desk, job: Job, by: str) -> bool:
    """Leave it off from now on. False if it was already."""
    hold(desk, job)
    if is_muted(desk.uow, desk.org, job):
        return False
    office_settings.put(desk.uow, desk.org, _MUTED + job.name, by)
    return True


def unmute(desk: Desk, job: Job) -> bool:
    """Take it up again; what would have fired meanwhile is not made up. False if it was not left off."""
    hold(desk, job)
    if not is_muted(desk.uow, desk.org, job):
        return False
    office_settings.put(desk.uow, desk.org, _MUTED + job.name, "")
    return True


def move(desk: Desk, job: Job, was: datetime, to: datetime) -> bool:
    """Let the occurrence fire then instead, this once. False where it has fired, or something stands there already.

    The row of the firing at its old time is taken at once: no process that has looked before can fire it there.
    """
    hold(desk, job)
    moves = list(_read(office_settings.get(desk.uow, desk.org, _MOVES + job.name)))
    again = next((one for one in moves if one.to == was), None)
    if not firings.claim(desk.uow, desk.org, job.name, was, desk.facts.now, MOVED):
        return False
    if again is not None:
        moves.remove(again)
    moves.append(Move(again.was if again else was, to))
    kept = [[to_text(one.was), to_text(one.to)] for one in moves[-_KEPT_MOVES:]]
    office_settings.put(desk.uow, desk.org, _MOVES + job.name, json.dumps(kept))
    return True


def hold(desk: Desk, job: Job) -> None:
    """Wait until nobody fires it or gives orders about it; let go with the end of the transaction."""
    desk.uow.lock("firing", desk.org, job.name)


def _muted(uow: UnitOfWork, org: str) -> frozenset[str]:
    return frozenset(office_settings.beginning_with(uow, org, _MUTED))


def _read(kept: str) -> tuple[Move, ...]:
    return tuple(Move(from_text(was), from_text(to)) for was, to in json.loads(kept or "[]"))
