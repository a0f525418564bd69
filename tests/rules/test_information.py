"""The rules of information reporting, as tables (信息报送制度; rules M08-5, M08-6, M08-8)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from handlers.engine.policy import InformationPolicy
from handlers.engine.request import Decision, Request, State, Verdict
from handlers.information.answers import period
from handlers.information.bulletin import behind, issues
from handlers.information.counting import per_unit
from handlers.information.emergency import is_meant
from handlers.information.piece import Piece, title_of
from storage.instants import ZONE

POLICY = InformationPolicy()


def piece(serial: str, at: str, units: tuple[str, ...], adopted: tuple[str, ...] = (), where: str = "") -> Request:
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    form = Piece("题", "文", "工作动态", units, ("何平",), adopted=adopted, where=where).to_form()
    done = (Decision(0, "huangy", Verdict.DO, moment),) if adopted else ()
    state = State.FINISHED if adopted else State.WAITING
    return Request(serial, "XX", "hep", "hep", form, moment, 1, state=state, decisions=done)


def test_a_piece_counts_by_the_day_it_was_handed_in_and_for_every_unit_credited() -> None:
    pieces = [
        piece("XX-1", "2026-12-31T23:59", ("甲", "乙"), ("县", "州")),
        piece("XX-2", "2027-01-01T00:00", ("甲",)),
    ]
    first, second, third = per_unit(pieces, ["甲", "乙", "丙"], date(2026, 10, 1), date(2026, 12, 31), POLICY)
    assert (first.sent, first.adopted, first.points) == (("XX-1",), ("XX-1",), 8)
    assert (second.sent, second.points) == (("XX-1",), 8)
    assert (third.sent, third.adopted, third.points) == ((), (), 0)


@pytest.mark.parametrize(
    ("day", "count", "missing"),
    [(9, 0, 0), (10, 0, 1), (10, 1, 0), (19, 1, 0), (20, 1, 1), (20, 2, 0), (25, 2, 1), (25, 3, 0), (31, 0, 3)],
)
def test_the_bulletin_is_behind_by_the_tenth_the_twentieth_and_the_twenty_fifth(
    day: int, count: int, missing: int
) -> None:
    assert behind(count, date(2026, 12, day), POLICY) == missing


def test_an_issue_counts_once_and_in_the_month_of_its_adoption() -> None:
    pieces = [
        piece("XX-1", "2026-12-01T09:00", ("甲",), ("县",), "武定信息第12期"),
        piece("XX-2", "2026-12-02T09:00", ("乙",), ("县",), "《武定信息》第12期"),
        piece("XX-3", "2026-11-30T09:00", ("乙",), ("县",), "武定信息第11期"),
        piece("XX-4", "2026-12-03T09:00", ("乙",), ("州",), "楚雄信息第9期"),
    ]
    assert issues(pieces, date(2026, 12, 20), POLICY) == (12,)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("本月信息统计", "2026-11-01", "2026-11-30"),
        ("2月信息统计", "2026-02-01", "2026-02-28"),
        ("2025年12月信息统计", "2025-12-01", "2025-12-31"),
        ("本季度信息统计", "2026-10-01", "2026-12-31"),
        ("今年信息统计", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_period_that_is_asked_about(words: str, first: str, last: str) -> None:
    found = period(words, date(2026, 11, 23))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("突发：石桥村山体滑坡", True),
        ("石桥村发生火灾，正在组织扑救", True),
        ("火灾怎么上报？", False),
        ("下午开展山洪演练", False),
        ("今天很忙", False),
    ],
)
def test_what_is_an_emergency(words: str, meant: bool) -> None:
    assert is_meant(words) is meant


@pytest.mark.parametrize(
    ("slots", "title"),
    [
        ({"title": "村规民约管用", "body": "正文"}, "村规民约管用"),
        ({"body": "今早松坪村降雪3厘米，道路通行正常"}, "今早松坪村降雪3厘米"),
        ({"body": "长" * 40}, "长" * 29 + "…"),
        ({}, ""),
    ],
)
def test_the_title_is_what_was_given_or_the_first_clause(slots: dict[str, str], title: str) -> None:
    assert title_of(slots) == title
