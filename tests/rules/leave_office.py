"""The sample office as a leave rule is handed it: people, policy, a moment, and who is away."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.days import Half, HalfDay, Span
from handlers.engine.facts import Facts
from handlers.engine.people import Directory
from handlers.engine.policy import Policy
from handlers.leave.length import Length, length
from storage.instants import ZONE
from storage.roster_files import read_folder
from tests.rules.office_files import SAMPLE, sample_policy

TUESDAY = datetime(2026, 12, 1, 9, tzinfo=ZONE)


@lru_cache(maxsize=1)
def office_policy() -> Policy:
    """The sample's policy, which nobody changes."""
    return sample_policy()


@lru_cache(maxsize=1)
def directory() -> Directory:
    """Everybody of the sample."""
    return read_folder(SAMPLE).directory(office_policy().leadership.lines)


def facts(*absences: Absence, now: datetime = TUESDAY, policy: Policy | None = None) -> Facts:
    """The office at this moment, with these absences in the book."""
    return Facts(now, directory(), policy or office_policy(), 1, tuple(absences))


def on(text: str) -> date:
    """«12-07» in 2026, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def span(first: str, last: str = "") -> Span:
    """From «12-07», «12-07am» or «12-07pm» to the same, both included."""
    return Span(_half_day(first, Half.MORNING), _half_day(last or first, Half.AFTERNOON))


def _half_day(text: str, otherwise: Half) -> HalfDay:
    half = Half(text[-2:]) if text.endswith(("am", "pm")) else otherwise
    return HalfDay(on(text.removesuffix("am").removesuffix("pm")), half)


def leave(member: str, first: str, last: str = "", *, asked: bool = False, kind: str = "事假") -> Absence:
    """A leave in the book: approved, or only asked for."""
    state = AbsenceState.ASKED if asked else AbsenceState.STANDS
    return Absence(f"QJ-2026-{first}", member, AbsenceKind.LEAVE, span(first, last), state, kind)


def long(first: str, last: str = "", *others: Absence) -> Length:
    """How long a leave is among others."""
    return length(span(first, last), others, office_policy().calendar)


def days(number: str) -> Decimal:
    """A number of days."""
    return Decimal(number)
