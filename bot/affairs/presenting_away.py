"""Whoever was to present at a study is away after all: the next in turn is asked at once (rules M18-2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.turn import Turn
from handlers.engine.absence import Absence
from handlers.engine.days import Span
from schedules.engine import Desk
from schedules.presenter_reminder import ask_late


def ask_in_place(turn: Turn, absences: Iterable[Absence]) -> None:
    """A leave approved shortly before the study: the next in turn is asked, once, in place of whoever is away."""
    soon = Span.whole_days(turn.facts.today, turn.facts.today + timedelta(days=7))
    for account in dict.fromkeys(a.member for a in absences if a.counts and a.span.overlaps(soon)):
        facts = turn.look(turn.uow, account)
        desk = Desk(turn.uow, turn.org, facts, turn.out, turn.matters, turn.look)
        ask_late(desk, account)
