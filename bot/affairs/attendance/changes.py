"""What a changed line means for a month that is out already (rules M20-3, N14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.turn import Turn
from handlers.attendance import publishing
from handlers.attendance.month import Sheet
from handlers.engine.calendar import UnknownYearError
from handlers.engine.days import Span
from schedules import attendance_month
from storage import attendance_sheets, cards

CORRECTION = "attend_corrected"
_MOST_CARDS = 50


def sheet_sent_at(turn: Turn, day: date) -> datetime | None:
    """When the month's sheet went to everybody; None where it has not yet."""
    sheet = attendance_sheets.get(turn.uow, turn.org, day.replace(day=1))
    return sheet.sent_at if sheet else None


def sheet_of(turn: Turn, month: date) -> Sheet | None:
    """The month's sheet as the books have it now; None where its days can no longer be counted."""
    first, last = attendance_month.month_before(month + timedelta(days=32))
    try:
        return attendance_month.sheet(turn.uow, turn.org, first, last, turn.facts)
    except UnknownYearError:
        return None


def tell_if_published(turn: Turn, day: date) -> None:
    """A card to the office where a published month reads otherwise now; one a month, however much is corrected."""
    month = day.replace(day=1)
    out = attendance_sheets.get(turn.uow, turn.org, month) if month < turn.facts.today.replace(day=1) else None
    contact = turn.facts.contact()
    if out is None or not out.published or not contact:
        return
    found = sheet_of(turn, month)
    if found is None or not publishing.changed(out.published, publishing.figures(found)):
        return
    card = publishing.correction_card(found, out.published, turn.facts.today)
    context = {"month": month.isoformat()}
    seen = cards.seen_by(turn.uow, turn.org, [contact], _MOST_CARDS)
    waiting = next((s for s in seen if s.purpose == CORRECTION and s.context == context and s.card.buttons), None)
    if waiting is not None:
        turn.out.repaint(replace(waiting, card=card))
    else:
        turn.out.show(contact, card, CORRECTION, context=context)


def tell_of_days(turn: Turn, span: Span) -> None:
    """The same for every month that these days lie in: a leave afterwards changes its figures too."""
    month, today = span.first.day.replace(day=1), turn.facts.today
    while month <= min(span.last.day, today):
        tell_if_published(turn, month)
        month = (month + timedelta(days=32)).replace(day=1)
