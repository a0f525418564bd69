"""Notices that the clock itself has stopped: something was due a while ago, and nobody has looked since (rules 1.24).

Whoever still runs asks: a message that comes in, another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers.engine.wording import say_clock, say_moment
from handlers.engine.working_hours import next_allowed
from schedules import orders
from schedules.catch_up import looked_until
from schedules.engine import CLOCK, Desk, Job
from storage import audit, firings, office_settings
from storage.instants import from_text
from storage.unit_of_work import UnitOfWork

STOPPED = "clock_stopped"
AT_LEAST = timedelta(minutes=5)
"""What the policy's figure is never below: nobody needs to ask more before that."""


def may_have_stopped(uow: UnitOfWork, org: str, now: datetime) -> bool:
    """Whether it is worth asking: one short question for every message that comes in."""
    kept = office_settings.get(uow, org, "clock.looked_until")
    return bool(kept) and now - from_text(kept) > AT_LEAST


def overdue(desk: Desk, jobs: Sequence[Job]) -> list[tuple[datetime, Job]]:
    """What was due longer ago than the policy allows and was not looked at, the longest first."""
    since = looked_until(desk)
    limit = desk.facts.now - timedelta(minutes=desk.facts.policy.reminders.clock_stopped_minutes)
    coming = [(due, job) for job in orders.arranged(jobs, desk) if (due := job.next_due(desk, since))]
    return sorted((one for one in coming if one[0] < limit), key=lambda one: one[0])


def notice(desk: Desk, jobs: Sequence[Job]) -> bool:
    """Tell the office, once for each time that it stops. True if it was told here."""
    late, since = overdue(desk, jobs), looked_until(desk)
    if not late or not firings.claim(desk.uow, desk.org, STOPPED, since, desk.facts.now, "told the office"):
        return False
    audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, "clock stopped", "", {"since": since.isoformat()})
    if contact := desk.facts.contact():
        awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
        desk.out.say(contact, _words(desk.facts.now, since, late), not_before=awake)
    return True


def _words(now: datetime, since: datetime, late: Sequence[tuple[datetime, Job]]) -> str:
    say: Callable[[datetime], str] = lambda at: say_clock(at) if at.date() == now.date() else say_moment(at, now.date())  # noqa: E731
    items = "、".join(f"{job.title}（{say(due)}）" for due, job in late)
    return (
        f"定时事项从{say_moment(since, now.date())}起没有运行，到时没有发的有：{items}。"
        "请管理员检查程序；恢复以后，还有用的会补发，过了时效的会另行告知。"
    )
