"""Coming back: when one must, what an early or late return makes of it, and who is reminded (rules M20-6, M20-8)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from handlers.engine.days import Half, HalfDay
from handlers.engine.matter import Fault
from handlers.engine.request import Request, State
from handlers.leave.coming_back import after_return, due_back, finishing, late_by, reminder
from handlers.leave.slip import Slip
from storage.instants import ZONE
from tests.rules.leave_office import TUESDAY, days, facts, office_policy, on, span

CALENDAR = office_policy().calendar


def _back(text: str) -> HalfDay:
    return HalfDay(on(text[:-2]), Half(text[-2:]))


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("12-07", "12-09", "12-10"),
        ("12-07", "12-09am", "12-09"),
        ("12-07", "12-11", "12-14"),
        ("12-07", "12-11am", "12-11"),
        ("12-07", "12-12am", "12-14"),
        ("09-28", "09-30", "10-08"),
        ("10-09", "10-09", "10-10"),
        ("12-29", "12-31", "2027-01-04"),  # 1 January is a day of rest in any year
        ("2027-01-04", "2027-01-08", "2027-01-11"),
    ],
)
def test_when_one_must_be_back(first: str, last: str, due: str) -> None:
    """10 October 2026 is a Saturday that is worked; in an unpublished year the next Monday to Friday,
    New Year's Day apart."""
    assert due_back(span(first, last), CALENDAR) == on(due)


@pytest.mark.parametrize(
    ("back", "late"),
    [
        ("12-09pm", "0"),
        ("12-10am", "0"),
        ("12-10pm", "0.5"),
        ("12-11am", "1"),
        ("12-14am", "2"),
        ("12-14pm", "2.5"),
    ],
)
def test_how_late_in_working_days(back: str, late: str) -> None:
    assert late_by(span("12-07", "12-09"), _back(back), CALENDAR) == days(late)


def test_how_late_nobody_says_of_an_unpublished_year() -> None:
    assert late_by(span("12-31", "2027-01-04"), HalfDay(on("2027-01-06"), Half.MORNING), CALENDAR) is None
    assert late_by(span("12-31", "2027-01-04"), HalfDay(on("2027-01-05"), Half.MORNING), CALENDAR) == Decimal(0)


@pytest.mark.parametrize(
    ("back", "last"), [("12-08am", "12-07pm"), ("12-09pm", "12-09am"), ("12-10am", "12-09pm"), ("12-12am", "12-09pm")]
)
def test_what_was_really_taken(back: str, last: str) -> None:
    taken = after_return(span("12-07", "12-09"), _back(back))
    assert taken is not None
    assert taken.last == _back(last)


def test_back_before_anything_was_taken() -> None:
    assert after_return(span("12-07", "12-09"), _back("12-07am")) is None


def _approved(first: str, last: str, slip: str = "", created: datetime = TUESDAY) -> Request:
    form = Slip("事假", True, span(first, last), slip=slip).to_form()
    return Request("QJ-2026-0001", "QJ", "linf", "linf", form, created, 1, State.APPROVED)


def _at(text: str, hour: int = 9) -> datetime:
    day = on(text)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "event"),
    [
        (_at("12-08"), "提前销假"),
        (_at("12-09", 18), "销假"),
        (_at("12-10"), "销假"),
        (_at("12-10", 14), "逾期销假"),
        (_at("12-11"), "逾期销假"),
    ],
)
def test_the_event_in_the_book(now: datetime, event: str) -> None:
    ended = finishing(_approved("12-07", "12-09"), {}, facts(now=now))
    assert not isinstance(ended, Fault)
    assert ended.event == event
    assert bool(ended.notices) is (event == "逾期销假")


@pytest.mark.parametrize("now", [_at("12-04"), _at("12-07")])
def test_what_was_never_begun_is_taken_back_instead(now: datetime) -> None:
    ended = finishing(_approved("12-07", "12-09"), {}, facts(now=now))
    assert isinstance(ended, Fault)
    assert "撤回 QJ-2026-0001" in ended.text


def test_whoever_wrote_the_slip_afterwards_is_not_late() -> None:
    request = _approved("12-07", "12-09", created=_at("12-11"))
    ended = finishing(request, {}, facts(now=_at("12-17")))
    assert not isinstance(ended, Fault)
    assert (ended.event, ended.form) == ("销假", request.form)


def test_a_day_that_is_said_counts_not_the_day_of_saying() -> None:
    ended = finishing(_approved("12-07", "12-09"), {"date": "2026-12-10"}, facts(now=_at("12-17")))
    assert not isinstance(ended, Fault)
    assert ended.event == "销假"


@pytest.mark.parametrize(
    ("today", "slip", "said"),
    [
        ("12-09", "", None),
        ("12-10", "", "已到期，今天应返岗"),
        ("12-11", "", None),
        ("12-09", "owed", None),
        ("12-10", "owed", "请今天下班前"),
        ("12-11", "owed", "请今天点“提交”"),
        ("12-14", "owed", "QJ-2026-0001 林芳"),
        ("12-15", "owed", None),
        ("12-10", "given", "已到期，今天应返岗"),
    ],
)
def test_who_is_reminded_when(today: str, slip: str, said: str | None) -> None:
    found = reminder(_approved("12-07", "12-09", slip), facts(now=_at(today)))
    assert (found is None) if said is None else (found is not None and said in found.words)
    assert (found is not None and found.overdue) is (today == "12-14")


def test_a_short_leave_is_not_reminded_of() -> None:
    assert reminder(_approved("12-08", "12-09"), facts(now=_at("12-10"))) is None
