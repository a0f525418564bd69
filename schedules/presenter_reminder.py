"""Some days before a study whoever presents is reminded; one who is away is stood in for by the next in turn (M18-2).

The next in turn is asked, never ordered; without an answer the turn passes over whoever is away.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.study import presenting_words as words
from handlers.study.presenting import Assigned, Exchange, away_on, next_turn, presenter
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due
from storage import gatherings, presenters

PURPOSE = "study_present"
_SERIES = (Series.STUDY,)
_YEAR = timedelta(days=370)


class PresenterReminder:
    """学习主讲提醒."""

    name = "presenter_reminder"
    title = "学习主讲提醒"
    grace: timedelta | None = timedelta(hours=12)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time, so many days before a study."""
        return next_due(desk, _SERIES, after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message to one person."""
        for gathering in due_now(desk, _SERIES, due, lambda g: _when(desk, g)):
            _remind(desk, gathering)


def _remind(desk: Desk, gathering: Gathering) -> None:
    assert gathering.at is not None
    day, facts = gathering.planned, desk.facts
    assigned = presenters.assigned(desk.uow, desk.org, facts.today)
    meant = presenter(day, facts, assigned)
    away = away_on(gathering.at.date(), facts)
    if meant is None:
        return None
    if meant.account not in away:
        return desk.out.say(meant.account, words.reminder(day, gathering.at, facts))
    other = presenter(day, facts, assigned, away)
    if other is not None:
        return _ask(desk, Exchange(meant.account, other.account, day, _back(desk, other.account, day, assigned), True))
    if contact := facts.contact():
        desk.out.say(contact, words.nobody(day, meant.account, facts))
    return None


def _ask(desk: Desk, exchange: Exchange) -> None:
    desk.out.show(exchange.taker, words.request_card(exchange, desk.facts), PURPOSE, context=exchange.to_data())


def _back(desk: Desk, account: str, day: date, assigned: Assigned) -> date | None:
    """The next turn of whoever stands in, which the other takes over."""
    after = day + timedelta(days=1)
    coming = gatherings.coming(desk.uow, desk.org, Series.STUDY, after, day + _YEAR, desk.facts)
    return next_turn(account, (g.planned for g in coming if g.held), desk.facts, assigned)


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.at is None:
        return None
    policy = desk.facts.policy.study
    day = gathering.at.date() - timedelta(days=policy.presenter_days)
    return datetime.combine(day, policy.presenter_time, gathering.at.tzinfo)
