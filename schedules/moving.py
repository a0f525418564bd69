"""What the clock itself does to a request: written like any other move, with nobody's name under it."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.moves import Act
from handlers.engine.request import Request
from schedules.engine import CLOCK, Desk
from storage import audit, books, cards, requests

HAND = "系统"
"""Who the ledger names where nobody acted."""


def act(desk: Desk, words: str = "") -> Act:
    """The clock doing something now."""
    return Act(CLOCK, desk.facts.now, words)


def commit(desk: Desk, before: Request, after: Request, event: str) -> None:
    """Write what changed: state, record, books, audit."""
    requests.change(desk.uow, desk.org, before, after, desk.facts.now)
    facts = desk.about(after.applicant)
    books.write(desk.uow, desk.org, desk.matters[after.matter], after, facts, event, HAND)
    audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, event, after.serial, {})


def close_cards(desk: Desk, request: Request) -> None:
    """Every card that is out about it says how it ended, and nothing can be tapped on it any more."""
    for shown in cards.about(desk.uow, desk.org, request.serial):
        desk.out.repaint(replace(shown, card=shown.card.over(f"{request.state.value}。")))
