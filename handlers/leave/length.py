"""How long a leave is: its own days, its working days, and the whole continuous absence (考勤制度 第4条)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handlers.engine.absence import Absence
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.days import HalfDay, Span, calendar_days, continuous, working_days


@dataclass(frozen=True)
class Length:
    """How long a leave is: its own natural days, its working days, and the whole continuous absence.

    `working` is None where the holiday table of the year has not been published: it is asked about, never guessed.
    """

    own: Decimal
    working: Decimal | None
    whole: Decimal
    whole_span: Span


def length(span: Span, own_leaves: tuple[Absence, ...], calendar: Calendar) -> Length:
    """The three counts of a leave.

    The line of three days is drawn on the whole continuous absence in natural days: adjoining leaves, extensions
    and leaves with nothing but rest days between them are one (考勤制度 第4条; rules M20-5, M20-8).
    """
    whole = continuous(span, (absence.span for absence in own_leaves), calendar)
    try:
        working = working_days(span, calendar)
    except UnknownYearError:
        working = None
    return Length(calendar_days(span), working, calendar_days(whole), whole)


def is_after_the_fact(span: Span, now: HalfDay) -> bool:
    """Whether the leave began before it was asked for: then only a late slip is possible (补假条; rules M20-6)."""
    return span.first < now
