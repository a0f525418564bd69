"""`dzb clock`: the recurring duties looked at and ordered by whoever runs the machine, and whether they run at all."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import clock_orders
from bot import clock_words as words
from bot.clock import SimulatedClock, real_time
from bot.clock_orders import ClockDesk
from bot.endings import CommandError
from bot.offices import Offices
from bot.people_import import ACTOR
from bot.settings import Settings
from handlers.engine.facts import Facts
from handlers.engine.wording import say_moment
from handlers.register import MATTERS
from schedules import watchdog
from schedules.catch_up import looked_until
from storage.store import Store
from storage.unit_of_work import UnitOfWork

ACTIONS = ("list", "preview", "run", "mute", "unmute", "move")
_DO = {
    "preview": clock_orders.preview,
    "run": clock_orders.run,
    "mute": clock_orders.mute,
    "unmute": clock_orders.unmute,
}


def office_time(store: Store, org: str, settings: Settings) -> datetime:
    """What the office's clock shows."""
    return SimulatedClock(store, org).now() if settings.clock == "simulated" else real_time()


def order(store: Store, org: str, now: datetime, action: str, name: str, to: datetime | None) -> str:
    """Do what the command says. Raises CommandError where it cannot be understood; nothing is changed then."""
    if action not in ACTIONS:
        raise CommandError(f"没有“{action}”这个操作，可以写：{'、'.join(ACTIONS)}")
    if action == "move" and to is None:
        raise CommandError("改到什么时候？请写 --to，例如 --to 2026-12-09T10:07")
    return store.write(lambda uow: _ordered(_desk(uow, org, now), action, name, to))


def health(store: Store, org: str, now: datetime) -> tuple[bool, str]:
    """Whether the clock runs: when it last looked, what is overdue, and what is due next."""

    def found(uow: UnitOfWork) -> tuple[bool, str]:
        clock = _desk(uow, org, now)
        desk = clock.at(now)
        late = watchdog.overdue(desk, clock.jobs)
        limit = timedelta(minutes=desk.facts.policy.reminders.clock_stopped_minutes)
        looked = looked_until(desk)
        good = not late and now - looked <= limit
        head = f"定时事项上次检查：{say_moment(looked, now.date())}" + ("。" if good else "，现在没有在运行。")
        overdue = [f"到时没有发：{job.title}（{say_moment(due, now.date())}）" for due, job in late]
        return good, "\n".join([head, *overdue, clock_orders.listing(clock)])

    return store.read(found)


def _desk(uow: UnitOfWork, org: str, now: datetime) -> ClockDesk:
    offices = Offices()

    def look_at(work: UnitOfWork, about: str, moment: datetime) -> Facts:
        return offices.facts(work, org, moment, about)

    return ClockDesk(uow, org, now, ACTOR, look_at, MATTERS)


def _ordered(clock: ClockDesk, action: str, name: str, to: datetime | None) -> str:
    if action == "list":
        return clock_orders.listing(clock)
    jobs = clock.named(name)
    if not jobs:
        raise CommandError(words.unknown(name, clock.titles))
    if action == "move" and to is not None:
        return clock_orders.move(clock, jobs, to.replace(tzinfo=clock.now.tzinfo))
    return _DO[action](clock, jobs)
