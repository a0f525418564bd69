"""Some days before a study whoever presents is reminded; one who is away is stood in for by the next in turn (M18-2).

The next in turn is asked, never ordered; without an answer the turn passes over whoever is away.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.engine.people import Member
from handlers.study import presenting_words as words
from handlers.study.presenting import Assigned, Exchange, away_on, next_turn, presenter
from schedules.engine import Desk
from schedules.gatherings import around, due_now, next_due
from storage import cards, gatherings, presenters

PURPOSE = "study_present"
_SERIES = (Series.STUDY,)
_YEAR = timedelta(days=370)
_MOST_CARDS = 100


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


def ask_late(desk: Desk, account: str) -> None:
    """Somebody will be away after all: where they were to present at a study that has been reminded of already, the
    next in turn is asked at once."""
    for gathering in around(desk, Series.STUDY, desk.facts.now):
        when = _when(desk, gathering)
        if when is not None and gathering.at is not None and when <= desk.facts.now < gathering.at:
            meant = presenter(gathering.planned, desk.facts, presenters.assigned(desk.uow, desk.org, desk.facts.today))
            if meant is not None and meant.account == account and account in away_on(gathering.at.date(), desk.facts):
                _stand_in(desk, gathering, meant)


def _remind(desk: Desk, gathering: Gathering) -> None:
    assert gathering.at is not None
    day = gathering.planned
    meant = presenter(day, desk.facts, presenters.assigned(desk.uow, desk.org, desk.facts.today))
    if meant is None:
        return None
    if meant.account in away_on(gathering.at.date(), desk.facts):
        return _stand_in(desk, gathering, meant)
    return desk.out.say(meant.account, words.reminder(day, gathering.at, desk.facts))


def _stand_in(desk: Desk, gathering: Gathering, meant: Member) -> None:
    """The next in turn who is there is asked; the office where nobody is."""
    assert gathering.at is not None
    day, facts = gathering.planned, desk.facts
    assigned = presenters.assigned(desk.uow, desk.org, facts.today)
    other = presenter(day, facts, assigned, away_on(gathering.at.date(), facts))
    if other is not None:
        return _ask(desk, Exchange(meant.account, other.account, day, _back(desk, other.account, day, assigned), True))
    if contact := facts.contact():
        desk.out.say(contact, words.nobody(day, meant.account, facts))
    return None


def _ask(desk: Desk, exchange: Exchange) -> None:
    seen = cards.seen_by(desk.uow, desk.org, [exchange.taker], _MOST_CARDS)
    if all(shown.context != exchange.to_data() for shown in seen if shown.purpose == PURPOSE):
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
