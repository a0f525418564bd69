"""The slip: what complete slots mean, what is still missing, and what an answer or a correction makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.days import HalfDay, Span
from handlers.engine.matter import Fault
from handlers.engine.said_days import merged
from handlers.leave.asking import question
from handlers.leave.slip import Slip, read_slip, slots_of
from handlers.leave.starting import starting
from tests.rules.leave_office import facts, leave, span
from tests.rules.test_days import spans


def _read(**slots: Any) -> Slip:
    found = read_slip({"start": "2026-12-07", **slots}, facts())
    assert isinstance(found, Slip), found
    return found


@pytest.mark.parametrize(
    ("slots", "meant"),
    [
        ({"end": "2026-12-08"}, span("12-07", "12-08")),
        ({"days": 1}, span("12-07")),
        ({"days": 2}, span("12-07", "12-08")),
        ({"days": 2.5}, span("12-07", "12-09am")),
        ({"days": 0.5}, span("12-07am", "12-07am")),
        ({"days": 0.5, "start_part": "pm"}, span("12-07pm")),
        ({"days": 1, "start_part": "pm"}, span("12-07pm", "12-08am")),
        ({"start_part": "pm"}, span("12-07pm")),
        ({"start_part": "am"}, span("12-07am", "12-07am")),
        ({"start_part": "eve"}, span("12-07pm")),
        ({"hours": 2}, span("12-07am", "12-07am")),
        ({"start": "2026-12-07T09:00", "end": "2026-12-07T11:00"}, span("12-07am", "12-07am")),
        ({"start": "2026-12-07T09:00", "end": "2026-12-07T12:00"}, span("12-07am", "12-07am")),
        ({"start": "2026-12-07T14:00", "end": "2026-12-07T17:00"}, span("12-07pm")),
        ({"start": "2026-12-07T10:00", "end": "2026-12-07T15:00"}, span("12-07")),
        ({"end": "2026-12-09", "end_part": "am"}, span("12-07", "12-09am")),
        ({"end": "2026-12-09", "end_part": "noon"}, span("12-07", "12-09am")),
        ({"start_part": "noon", "end": "2026-12-08"}, span("12-07pm", "12-08")),
    ],
)
def test_what_the_slots_mean(slots: dict[str, Any], meant: Span) -> None:
    assert _read(**slots).span == meant


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ({"end": "2026-12-06"}, "结束时间早于开始时间"),
        ({"end": "2027-12-08"}, "一次请假超过200天"),
        ({}, "还缺请假的结束时间"),
    ],
)
def test_slots_that_cannot_be_meant(slots: dict[str, Any], words: str) -> None:
    found = read_slip({"start": "2026-12-07", **slots}, facts())
    assert isinstance(found, Fault)
    assert words in found.text


@pytest.mark.parametrize(
    ("slots", "asked"),
    [
        ({}, "start"),
        ({"reason": "看病"}, "start"),
        ({"start": "2026-12-07"}, "end"),
        ({"start": "2026-12-07", "days": 1}, None),
        ({"start": "2026-12-07", "start_part": "pm"}, None),
        ({"start": "2026-12-07", "end": "2026-12-09", "days": 3}, None),
        ({"start": "2026-12-07", "end": "2026-12-09", "days": 2}, "end"),
        ({"start": "2026-12-11", "end": "2026-12-14", "days": 2}, None),
        ({"start": "2026-12-11", "end": "2026-12-14", "days": 4}, None),
        ({"start": "2026-12-11", "end": "2026-12-14", "days": 3}, "end"),
    ],
)
def test_the_one_thing_that_is_asked_next(slots: dict[str, Any], asked: str | None) -> None:
    """Working days may have been meant, Friday to Monday; anything else that contradicts the dates is asked about."""
    found = question(slots, facts())
    assert (found.slot if found else None) == asked


@pytest.mark.parametrize(
    ("slots", "changes", "after"),
    [
        ({"start": "a", "days": 2}, {"end": "b"}, {"start": "a", "end": "b"}),
        ({"start": "a", "end": "b", "end_part": "am"}, {"days": 2}, {"start": "a", "days": 2}),
        ({"start": "a", "end": "b", "days": 2}, {"start": "c"}, {"start": "c", "days": 2}),
        ({"start": "a", "end": "b"}, {"start": "c"}, {"start": "c", "end": "b"}),
        ({"start": "a", "start_part": "pm", "days": 1}, {"start": "c"}, {"start": "c", "days": 1}),
        ({"start": "a", "reason": "x"}, {"reason": None}, {"start": "a"}),
        ({"start": "a", "reason": "x"}, {"leave_type": "年假"}, {"start": "a", "reason": "x", "leave_type": "年假"}),
    ],
)
def test_a_change_drops_what_it_makes_untrue_and_nothing_else(
    slots: dict[str, Any], changes: dict[str, Any], after: dict[str, Any]
) -> None:
    assert merged(slots, changes) == after


@given(spans(), st.sampled_from(["", "看病"]), st.booleans(), st.booleans())
def test_a_slip_survives_its_row_and_its_form(leave_of: Span, reason: str, said: bool, late: bool) -> None:
    slip = Slip("事假", said, leave_of, reason, late)
    assert Slip.from_form(slip.to_form()) == slip
    again = read_slip(slots_of(slip), facts())
    assert isinstance(again, Slip)
    assert (again.span, again.reason) == (leave_of, reason)


@pytest.mark.parametrize(
    ("standing", "begins"),
    [
        ((leave("linf", "11-30", "12-01"),), "2026-12-02"),
        ((leave("linf", "12-01", "12-02am"),), "2026-12-02"),
        ((leave("linf", "11-30", "12-01"), leave("linf", "12-02")), "2026-12-03"),
        ((leave("linf", "11-30", "12-01"), leave("linf", "12-21")), "2026-12-02"),
        ((leave("linf", "12-21"),), "2026-12-22"),
    ],
)
def test_an_extension_begins_where_the_running_leave_ends(standing: tuple[Any, ...], begins: str) -> None:
    slots = starting("续假一天", {"days": 1}, facts(*standing), "linf")
    assert not isinstance(slots, Fault)
    assert slots["start"] == begins


@pytest.mark.parametrize("over", [(), (leave("linf", "11-26", "11-27"),), (leave("linf", "12-07", asked=True),)])
def test_without_a_leave_that_stands_there_is_nothing_to_extend(over: tuple[Any, ...]) -> None:
    assert isinstance(starting("续假一天", {"days": 1}, facts(*over), "linf"), Fault)


@pytest.mark.parametrize(
    ("writer", "allowed"),
    [("wangq", True), ("liwh", True), ("chenj", True), ("sunl", True), ("mag", False), ("gaof", False), ("hep", False)],
)
def test_who_may_enter_a_telephone_leave(writer: str, allowed: bool) -> None:
    slots = starting("林芳明天电话请假一天", {"person": "林芳", "start": "2026-12-02"}, facts(), writer)
    assert isinstance(slots, Fault) is not allowed


def test_ones_own_name_is_no_other_person() -> None:
    slots = starting("林芳明天请假", {"person": "林芳", "start": "2026-12-02"}, facts(), "linf")
    assert slots == {"start": "2026-12-02"}


def test_a_telephone_call_about_somebody_is_never_the_writers_leave() -> None:
    slots = starting("林芳电话请假，明天一天", {"start": "2026-12-02", "reason": "林芳电话"}, facts(), "liuy")
    assert not isinstance(slots, Fault)
    assert (slots["applicant"], slots["reason"]) == ("linf", "")


def test_the_half_day_order_is_that_of_time() -> None:
    moments = list(span("12-07", "12-09").halves())
    assert moments == sorted(moments)
    assert isinstance(moments[0], HalfDay)
