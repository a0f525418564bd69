"""What the jobs about meetings and studies share: which gatherings are ahead, and when something is due about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from handlers import late
from handlers.engine.gathering import Gathering, Series
from handlers.engine.roster import EVERYBODY
from schedules.engine import Desk
from storage import gatherings

_BEHIND, _AHEAD = timedelta(days=21), timedelta(days=28)

When = Callable[[Gathering], datetime | None]


def around(desk: Desk, series: Series, moment: datetime) -> tuple[Gathering, ...]:
    """The gatherings of the series near this moment, as they stand."""
    day = moment.date()
    return gatherings.coming(desk.uow, desk.org, series, day - _BEHIND, day + _AHEAD, desk.facts)


def next_due(desk: Desk, series: Iterable[Series], after: datetime, when: When) -> datetime | None:
    """The soonest moment later than `after` at which something is due about one of them."""
    found = (when(gathering) for one in series for gathering in _ahead(desk, one, after))
    return min((at for at in found if at is not None and at > after), default=None)


def _ahead(desk: Desk, series: Series, after: datetime) -> tuple[Gathering, ...]:
    """`around`, asked once for all who ask the same: nothing is changed while one looks for what is due next."""
    key = (series, after.date())
    if key not in desk.ahead:
        desk.ahead[key] = around(desk, series, after)
    return desk.ahead[key]


def due_now(desk: Desk, series: Iterable[Series], due: datetime, when: When) -> tuple[Gathering, ...]:
    """Those about which something is due at this very moment."""
    return tuple(g for one in series for g in around(desk, one, due) if when(g) == due)


def say_to_everybody(desk: Desk, words: str, begins: datetime) -> None:
    """To every group that the whole office is in, while it is of use: before it begins, and not long after its time.

    What comes too late for that is told to the office instead (policy 群提醒最多迟几分钟).
    """
    limit = timedelta(minutes=desk.facts.policy.reminders.late_in_group_minutes)
    until = min((desk.due or desk.facts.now) + limit, begins)
    groups = [group.name for group in desk.facts.roster.groups if group.scope == EVERYBODY]
    if until >= desk.facts.now:
        for group in groups:
            desk.out.say_in_group(group, words, useful_until=until + timedelta(seconds=1))
    elif contact := desk.facts.contact():
        desk.out.say(contact, late.told([(group, words) for group in groups]))
