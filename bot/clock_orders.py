"""What the office may ask and order about its recurring duties, in the chat and on the command line alike (1.24)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import clock_words as words
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.working_hours import is_quiet
from schedules import catch_up, foresight, orders
from schedules.engine import ChangesState, Desk, Job
from schedules.register import JOBS
from storage import audit, firings
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork

_OCCURRENCES = 3
_CROWDED = (0, 30)
_FURTHEST = timedelta(days=31)


@dataclass(frozen=True)
class ClockDesk:
    """Somebody of the office before the clock, in one transaction."""

    uow: UnitOfWork
    org: str
    now: datetime
    actor: str
    look_at: Callable[[UnitOfWork, str, datetime], Facts]
    matters: Mapping[str, Matter]
    jobs: Sequence[Job] = JOBS

    def at(self, moment: datetime) -> Desk:
        """What a job is given at that moment."""

        def look(uow: UnitOfWork, about: str) -> Facts:
            return self.look_at(uow, about, moment)

        out = Outward(self.uow, self.org, moment)
        return Desk(self.uow, self.org, look(self.uow, ""), out, self.matters, look)

    def named(self, name: str) -> list[Job]:
        """The duties that are called so: by their title, or by the only title that has these words in it."""
        exact = [job for job in self.jobs if name in (job.title, job.name)]
        near = [job for job in self.jobs if name and name in job.title]
        return exact or (near if len({job.title for job in near}) == 1 else [])

    @property
    def titles(self) -> list[str]:
        """What they are called, each once."""
        return list(dict.fromkeys(job.title for job in self.jobs))

    def record(self, action: str, job: Job, **detail: str) -> None:
        """A line in the audit trail."""
        audit.append(self.uow, self.org, self.now, self.actor, action, job.name, detail)


def listing(clock: ClockDesk) -> str:
    """Every duty, when it is due next, and which are left off."""
    desk = clock.at(clock.now)
    lines = [
        (job, job.next_due(desk, clock.now), orders.is_muted(clock.uow, clock.org, job))
        for job in orders.with_moves(clock.jobs, desk)
    ]
    later = clock.now + timedelta(days=3650)
    return words.listing(sorted(lines, key=lambda line: line[1] or later), clock.now.date())


def preview(clock: ClockDesk, jobs: Sequence[Job]) -> str:
    """The next three occurrences, with what each would send."""
    desk = clock.at(clock.now)
    found = [
        one
        for job in orders.with_moves(jobs, desk)
        for one in foresight.foresee(clock.at, clock.now, job, _OCCURRENCES)
    ]
    coming = sorted(found, key=lambda one: one.at)[:_OCCURRENCES]
    muted = orders.is_muted(clock.uow, clock.org, jobs[0])
    return words.preview(jobs[0].title, coming, muted, clock.now.date(), desk.facts.directory.name)


def run(clock: ClockDesk, jobs: Sequence[Job]) -> str:
    """Fire what is due next, now; its own time stands."""
    desk = clock.at(clock.now)
    if is_quiet(clock.now, desk.facts.policy.reminders):
        return words.QUIET
    job, due = _soonest(desk, jobs)
    orders.hold(desk, job)
    if not firings.claim(clock.uow, clock.org, job.name, clock.now, clock.now, orders.BY_HAND):
        return words.ran(job.title, 0)
    sent = foresight.fired(desk, job, due or clock.now)
    clock.record("clock run", job)
    return words.ran(job.title, len(sent))


def mute(clock: ClockDesk, jobs: Sequence[Job]) -> str:
    """Leave it off from now on; never what changes how things stand."""
    if any(isinstance(job, ChangesState) for job in jobs):
        return words.cannot_mute(jobs[0].title)
    changed = [job for job in jobs if orders.mute(clock.at(clock.now), job, clock.actor)]
    for job in changed:
        clock.record("clock muted", job)
    return words.muted(jobs[0].title, bool(changed))


def unmute(clock: ClockDesk, jobs: Sequence[Job]) -> str:
    """Take it up again."""
    desk = clock.at(clock.now)
    changed = [job for job in jobs if orders.unmute(desk, job)]
    for job in changed:
        clock.record("clock unmuted", job)
    _, due = _soonest(desk, jobs)
    return words.unmuted(jobs[0].title, bool(changed), due, clock.now.date())


def move(clock: ClockDesk, jobs: Sequence[Job], to: datetime, not_before: datetime | None = None) -> str:
    """Let the next occurrence (after `not_before`, where said) fire at another time, this once."""
    desk = clock.at(clock.now)
    job, was = _soonest(desk, jobs, not_before)
    if why := _why_not(clock, desk, job, was, to):
        return words.cannot_move(job.title, why)
    bare = next(one for one in jobs if one.name == job.name)
    if was is None or not orders.move(desk, bare, was, to):
        return words.cannot_move(job.title, "这一次已经发过了。")
    clock.record("clock moved", job, was=was.isoformat(), to=to.isoformat())
    return words.moved(job.title, was, to, clock.now.date())


def _soonest(desk: Desk, jobs: Sequence[Job], after: datetime | None = None) -> tuple[Job, datetime | None]:
    """Which of the duties of this name is due next, and when."""
    found = [(job, job.next_due(desk, after or desk.facts.now)) for job in orders.with_moves(jobs, desk)]
    coming = [(due, place) for place, (_, due) in enumerate(found) if due]
    return found[min(coming)[1]] if coming else found[0]


def _why_not(clock: ClockDesk, desk: Desk, job: Job, was: datetime | None, to: datetime) -> str:
    """Why it cannot fire then; "" where it can."""
    if was is None:
        return "近期没有要发的。"
    catch_up.hold(clock.uow, clock.org)
    reasons = {
        "改到的时间已经过了，请重新说一个时间。": to <= max(clock.now, catch_up.looked_until(desk)),
        "最多可以推后31天，请重新说一个时间。": to > was + _FURTHEST,
        words.CROWDED.format(f"{to + timedelta(minutes=7):%H:%M}"): to.minute in _CROWDED,
        "那是免打扰时间，请改到白天。": is_quiet(to, desk.facts.policy.reminders),
        "那个时间本来就有一次。": job.next_due(desk, to - timedelta(seconds=1)) == to,
    }
    return next((why for why, holds in reasons.items() if holds), "")
