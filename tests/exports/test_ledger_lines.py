"""One line a request as it stands, and every figure on it worked out again from its events."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from handlers.engine.ledger import Column, Entry, Holds, Ledger, Line, Wanted, columns_of, lines, totals
from storage.instants import ZONE

START = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)
COLUMNS = (Column("开始", Holds.DATE), Column("结束", Holds.DATE), Column("天数", Holds.NUMBER, summed=True))
LEAVES = Ledger(COLUMNS, "开始", "结束")

Event = tuple[str, str, str]


def line(*events: Event, serial: str = "QJ-2026-0001", **data: str) -> Line:
    """A line from (event, who, state) each a minute after the one before."""
    own = {"开始": "2026-11-11", "结束": "2026-11-13", "天数": "3", **data}
    return Line(tuple(entry(serial, number, event, own) for number, event in enumerate(events)))


def entry(serial: str, minutes: int, event: Event, data: Mapping[str, str]) -> Entry:
    what, who, state = event
    at = START + timedelta(minutes=minutes)
    return Entry("请假台账", serial, "linf", what, {**data, "状态": state, "经办": who, "备注": ""}, at)


FILED = ("申请", "林芳", "审批中")


@pytest.mark.parametrize(
    ("events", "deciders"),
    [
        ([FILED], ""),
        ([FILED, ("同意", "王强", "已同意")], "王强"),
        ([FILED, ("驳回", "王强", "未同意")], "王强"),
        ([FILED, ("同意", "王强", "审批中"), ("同意", "李文华", "已同意")], "王强、李文华"),
        ([FILED, ("同意", "王强", "已同意"), ("点错了", "王强", "审批中")], ""),
        ([FILED, ("同意", "王强", "已同意"), ("点错了", "王强", "审批中"), ("驳回", "王强", "未同意")], "王强"),
        ([FILED, ("同意", "王强", "审批中"), ("退回", "李文华", "退回修改"), ("重新提交", "林芳", "审批中")], ""),
        ([FILED, ("同意", "王强", "已同意"), ("申请撤销", "林芳", "撤销待批"), ("同意", "陈静", "已撤销")], "王强"),
        ([FILED, ("同意", "王强", "已同意"), ("申请撤销", "林芳", "撤销待批"), ("驳回", "陈静", "已同意")], "王强"),
        ([FILED, ("确认", "王强", "已同意"), ("备注", "林芳", "已同意")], "王强"),
    ],
)
def test_who_decided_follows_from_the_events(events: list[Event], deciders: str) -> None:
    assert line(*events).deciders == deciders


def test_the_newest_event_says_how_it_stands() -> None:
    assert line(FILED, ("同意", "王强", "已同意")).state == "已同意"


def test_when_it_was_decided_is_when_the_last_one_did() -> None:
    decided = line(FILED, ("同意", "王强", "审批中"), ("同意", "李文华", "已同意"), ("销假", "林芳", "已办结"))
    assert decided.decided_at == START + timedelta(minutes=2)


def test_a_column_changed_after_the_approval_is_marked() -> None:
    before = line(FILED, ("同意", "王强", "已同意")).events
    after = entry(
        "QJ-2026-0001", 9, ("提前销假", "林芳", "已办结"), {"开始": "2026-11-11", "结束": "2026-11-12", "天数": "2"}
    )
    assert Line((*before, after)).remarks == "更正：结束由2026-11-13改为2026-11-12，天数由3改为2"


def test_a_column_filled_in_after_the_approval_is_no_correction() -> None:
    before = line(FILED, ("同意", "王强", "已同意"), 里程="").events
    after = entry("QJ-2026-0001", 9, ("办理", "马刚", "已办结"), {**before[0].data, "里程": "120"})
    assert Line((*before, after)).amended == ""


def test_what_was_changed_before_the_approval_is_no_correction() -> None:
    first = line(FILED).events
    second = line(FILED, ("同意", "王强", "已同意"), 天数="5").events
    assert Line((*first, *second)).amended == ""


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("审批中", False),
        ("退回修改", False),
        ("已同意", True),
        ("未同意", False),
        ("已撤回", False),
        ("已备案", True),
        ("撤销待批", True),
        ("已撤销", False),
        ("已办结", True),
        ("口头批准被否认", False),
        ("已失效", False),
    ],
)
def test_only_what_stands_counts_in_the_total(state: str, counted: bool) -> None:
    found = [line(FILED, ("同意", "王强", state))]
    assert totals(found, LEAVES.columns) == {"天数": Decimal(3 if counted else 0)}


def test_a_value_that_is_no_number_adds_nothing() -> None:
    stands = ("同意", "王强", "已同意")
    found = [line(FILED, stands, 天数="1.5"), line(FILED, stands, serial="QJ-2026-0002", 天数="待定")]
    assert totals(found, LEAVES.columns) == {"天数": Decimal("1.5")}


@pytest.mark.parametrize(
    ("since", "until", "taken"),
    [
        (None, None, True),
        ("2026-11-13", None, True),
        ("2026-11-14", None, False),
        (None, "2026-11-11", True),
        (None, "2026-11-10", False),
        ("2026-11-12", "2026-11-12", True),
    ],
)
def test_a_line_lies_on_its_own_days_not_on_that_of_filing(since: str | None, until: str | None, taken: bool) -> None:
    wanted = Wanted(since and date.fromisoformat(since), until and date.fromisoformat(until))  # type: ignore[arg-type]
    assert wanted.takes(line(FILED), LEAVES) is taken


def test_without_declared_days_a_line_lies_on_the_day_of_filing() -> None:
    assert Wanted(date(2026, 11, 2), date(2026, 11, 2)).takes(line(FILED), Ledger())
    assert not Wanted(date(2026, 11, 3)).takes(line(FILED), Ledger())


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Wanted(member="linf"), True),
        (Wanted(member="wangq"), False),
        (Wanted(unit="财政所"), True),
        (Wanted(unit="卫生院"), False),
        (Wanted(state="审批中"), True),
        (Wanted(state="已同意"), False),
        (Wanted(event="申请"), True),
        (Wanted(event="驳回"), False),
    ],
)
def test_lines_are_narrowed_by_person_unit_state_and_event(wanted: Wanted, taken: bool) -> None:
    assert wanted.takes(line(FILED, 单位="财政所、林业站"), LEAVES) is taken


def test_lines_stand_in_the_order_of_their_numbers() -> None:
    serials = ["QJ-2026-0010", "QJ-2026-0009", "QJ-2025-0011", "QJ-2026-10000"]
    found = lines(entry(serial, 0, FILED, {}) for serial in serials)
    assert [one.serial for one in found] == ["QJ-2025-0011", "QJ-2026-0009", "QJ-2026-0010", "QJ-2026-10000"]


def test_columns_stand_as_declared_and_what_else_was_written_follows() -> None:
    found = [line(FILED, 车辆="云E·A1023", 时刻="2026-11-11T09:00:00+08:00", 日子="2026-11-11")]
    kinds = {column.name: column.holds for column in columns_of(LEAVES, found)}
    assert list(kinds) == ["开始", "结束", "天数", "车辆", "时刻", "日子"]
    assert (kinds["车辆"], kinds["时刻"], kinds["日子"]) == (Holds.TEXT, Holds.MOMENT, Holds.DATE)


def test_a_reason_is_no_column_whoever_wrote_it() -> None:
    assert "事由" not in [column.name for column in columns_of(Ledger((Column("事由"),)), [line(FILED, 事由="看病")])]
