"""What a leave runs into: another leave, a duty slot, colleagues who are away too (rules M19-4, X6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from handlers.engine.absence import AbsenceState, DutySlot
from handlers.leave.clashes import colleagues_away, duty_clashes, overlapping
from storage.instants import ZONE
from tests.rules.leave_office import directory, facts, leave, span

LEAVE = leave("linf", "12-07", "12-09am")


@pytest.mark.parametrize(
    ("first", "last", "clashes"),
    [
        ("12-04", "12-06", False),
        ("12-04", "12-07am", True),
        ("12-09am", "12-09am", True),
        ("12-09pm", "12-09", False),
        ("12-10", "12-10", False),
        ("12-01", "12-31", True),
    ],
)
def test_two_leaves_of_one_person_share_no_half_day(first: str, last: str, clashes: bool) -> None:
    assert (overlapping(span(first, last), (LEAVE,)) == LEAVE) is clashes


NIGHT = DutySlot(
    datetime(2026, 12, 9, 17, 30, tzinfo=ZONE), datetime(2026, 12, 10, 8, 30, tzinfo=ZONE), "夜班", "zhoujg", "liuy"
)
DAY = DutySlot(
    datetime(2026, 12, 12, 8, 30, tzinfo=ZONE), datetime(2026, 12, 12, 17, 30, tzinfo=ZONE), "白班", "wangq", "liuy"
)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("12-08", "12-08", ()),
        ("12-09", "12-09", (NIGHT,)),
        ("12-09am", "12-09am", ()),
        ("12-09pm", "12-09", (NIGHT,)),
        ("12-10", "12-10", ()),
        ("12-10pm", "12-11", ()),
        ("12-12am", "12-12am", (DAY,)),
        ("12-12pm", "12-12", (DAY,)),
        ("12-13", "12-13", ()),
        ("12-09", "12-13", (NIGHT, DAY)),
    ],
)
@pytest.mark.parametrize("order", [(NIGHT, DAY)])
def test_duty_that_would_be_uncovered(
    first: str, last: str, found: tuple[DutySlot, ...], order: tuple[DutySlot, ...]
) -> None:
    """A night is uncovered by a leave of the day it begins on, not by one that begins when it is over."""
    assert duty_clashes("liuy", span(first, last), replace(facts(), duty=order)) == found


def test_leading_a_slot_clashes_as_well_and_others_slots_do_not() -> None:
    known = replace(facts(), duty=(NIGHT, DAY))
    assert duty_clashes("zhoujg", span("12-09", "12-13"), known) == (NIGHT,)
    assert duty_clashes("linf", span("12-09", "12-13"), known) == ()


def test_colleagues_of_the_unit_whose_leave_stands_are_named_once() -> None:
    known = facts(
        leave("gaof", "12-07", "12-08"),
        leave("gaof", "12-10"),
        leave("hep", "12-08", asked=True),
        leave("panl", "12-08"),
        leave("linf", "12-08"),
        replace(leave("hep", "12-09"), state=AbsenceState.VOID),
    )
    assert colleagues_away(directory().members["linf"], span("12-07", "12-11"), known) == ("高峰",)
