"""What was missed while the program did not run: made up once where it still helps, else skipped and said so (X4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.engine.wording import say_moment
from handlers.engine.working_hours import next_allowed
from schedules.engine import CLOCK, SKIPPED, Desk, Job
from storage import audit, firings, office_settings
from storage.instants import from_text, to_text
from storage.unit_of_work import UnitOfWork

PUNCTUAL = timedelta(minutes=2)
"""What is no later than this is not missed: it fires as always."""

SET_BACK = timedelta(minutes=10)
"""So much later than now may the last look have been: another machine's clock may go a little fast. Where it is more,
this machine's clock was wrong and has been put right."""

_LOOKED = "clock.looked_until"
_PUT_RIGHT = "clock_put_right"


@dataclass(frozen=True)
class Missed:
    """A firing that did not take place when it was due, and is not made up any more."""

    job: Job
    due: datetime


def looked_until(desk: Desk) -> datetime:
    """Up to which moment everything that was due has been looked at; this moment, where nobody ever looked."""
    return mark(desk.uow, desk.org) or desk.facts.now


def mark(uow: UnitOfWork, org: str) -> datetime | None:
    """The same as it is kept; None where nobody ever looked."""
    kept = office_settings.get(uow, org, _LOOKED)
    return from_text(kept) if kept else None


def note_looked(desk: Desk, until: datetime) -> None:
    """Everything due up to this moment is fired or skipped; the mark is never moved back."""
    kept = office_settings.get(desk.uow, desk.org, _LOOKED)
    if not kept or from_text(kept) < until:
        office_settings.put(desk.uow, desk.org, _LOOKED, to_text(until))


def hold(uow: UnitOfWork, org: str) -> None:
    """Nobody else notes how far everything was looked at before this transaction ends."""
    uow.lock("looked", org)


def set_back(desk: Desk) -> datetime:
    """The clock was ahead and has been put right: everything from now on is looked at again, and the office is told.

    What was fired ahead of its time stays fired; what was only skipped, because the wrong clock had passed it by, fires
    when its time comes. Returns this moment.
    """
    hold(desk.uow, desk.org)
    now, ahead = desk.facts.now, looked_until(desk)
    firings.release(desk.uow, desk.org, now, SKIPPED)
    office_settings.put(desk.uow, desk.org, _LOOKED, to_text(now))
    audit.append(desk.uow, desk.org, now, CLOCK, "clock put right", "", {"was": ahead.isoformat()})
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first = firings.claim(desk.uow, desk.org, _PUT_RIGHT, today, now, "told the office")
    if first and (contact := desk.facts.contact()):
        words = (
            f"程序所在机器的时间曾经走快，到过{say_moment(ahead, desk.facts.today)}，现在已经拨回。"
            "提前发出的提醒不再重发，其余的到时照常；请管理员核对机器时间。"
        )
        desk.out.say(contact, words, not_before=next_allowed(now, desk.facts.policy.reminders))
    return now


def missed(jobs: Iterable[Job], desk: Desk, since: datetime) -> tuple[Missed, ...]:
    """What is not made up: all but a job's latest missed firing, and that one too where its grace is over."""
    return tuple(Missed(job, due) for job in jobs for due in _too_late(job, desk, since))


def skip(desk: Desk, late: Sequence[Missed], since: datetime) -> None:
    """Note each as skipped, and tell the office of those that nobody else has noted, in one message."""
    ours = [one for one in late if _claim(desk, one)]
    contact = desk.facts.contact()
    if ours and contact:
        awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
        desk.out.say(contact, _told(desk, ours, since), not_before=awake)


def _too_late(job: Job, desk: Desk, since: datetime) -> list[datetime]:
    if job.grace is None:
        return []
    now = desk.facts.now
    times: list[datetime] = []
    due = job.next_due(desk, since)
    while due is not None and due < now - PUNCTUAL:
        times.append(due)
        due = job.next_due(desk, due)
    if times and now - times[-1] <= job.grace:
        times.pop()
    return times


def _claim(desk: Desk, one: Missed) -> bool:
    if not firings.claim(desk.uow, desk.org, one.job.name, one.due, desk.facts.now, SKIPPED):
        return False
    audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, "skipped", one.job.name, {"due": one.due.isoformat()})
    return True


def _told(desk: Desk, ours: Sequence[Missed], since: datetime) -> str:
    counted = Counter(one.job.title for one in ours)
    items = "、".join(f"{title}{count}次" for title, count in counted.items())
    today = desk.facts.today
    span = f"{say_moment(since, today)}至{say_moment(desk.facts.now, today)}"
    return f"{span}程序没有运行，错过的定时事项已过时效，没有补发：{items}。其余照常，请留意是否需要人工提醒。"
