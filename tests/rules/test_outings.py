"""The rules of outings, as tables (考勤制度 第3条; rules M20-4)."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.engine.days import Half, HalfDay, Span
from handlers.outing.answers import ENQUIRIES
from handlers.outing.outing import Outing
from handlers.outing.starting import is_meant

DAY = date(2026, 12, 1)
MORNING, AFTERNOON = HalfDay(DAY, Half.MORNING), HalfDay(DAY, Half.AFTERNOON)
WHOLE = Span(MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("back", "away"),
    [
        ("", WHOLE),
        ("2026-12-01T09:00:00+08:00", None),
        ("2026-12-01T11:59:00+08:00", None),
        ("2026-12-01T12:00:00+08:00", Span(MORNING, MORNING)),
        ("2026-12-01T17:00:00+08:00", Span(MORNING, MORNING)),
        ("2026-12-02T08:00:00+08:00", WHOLE),
        ("2026-12-05T08:00:00+08:00", WHOLE),
    ],
)
def test_only_half_days_that_were_over_before_the_return_were_spent_outside(back: str, away: Span | None) -> None:
    assert Outing("下乡", "石桥村", WHOLE, back_at=back).away == away


def test_an_outing_is_kept_whole_in_its_record() -> None:
    outing = Outing("出差", "曲靖", WHOLE, "培训", ("weif",), ("王某",), "10:00", "11:30", taken_by="liuy", late=True)
    assert Outing.from_form(outing.to_form()) == outing


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("何平刚才来电话，他去县里开会，下午回", True),
        ("登记外出：何平电话告知去县农业局开会", True),
        ("何平打电话说下乡去了", True),
        ("林芳今天电话请假一天", False),
        ("李乡长电话同意给何平盖政府章", False),
        ("我去打电话", False),
        ("何平的电话号码告诉我一下", False),
        ("何平来电话说去县里了吗", False),
    ],
)
def test_a_call_written_down_is_told_from_other_words(text: str, meant: bool) -> None:
    assert is_meant(text) is meant


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("谁在外面", True),
        ("今天谁在外", True),
        ("今天都有谁下乡了？", True),
        ("现在有谁不在", True),
        ("@小助手 明天谁出差", True),
        ("外出情况", True),
        ("谁在值班", False),
        ("谁在办公室", False),
        ("谁在外面吵", False),
        ("我在外面", False),
    ],
)
def test_the_question_who_is_out_is_recognised(text: str, asked: bool) -> None:
    assert ENQUIRIES[0].is_asked(text) is asked
