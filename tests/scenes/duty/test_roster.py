"""The office makes the month's duty roster, and changes it by hand (rules M19-1, M19-4)."""

from __future__ import annotations

import pytest

from bot import sample
from handlers.duty.hours import doubles, gaps, shifts
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import each_day
from storage import duty
from storage.instants import ZONE
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage, _moment

OCTOBER = ("2026-10-01T00:00", "2026-11-01T00:00")


def roster(stage: Stage, since: str, until: str) -> tuple[DutySlot, ...]:
    """The slots that begin in this time."""
    return stage.store.read(lambda uow: duty.beginning(uow, sample.ORG, _moment(since), _moment(until)))


def slot(stage: Stage, start: str) -> DutySlot:
    """The slot that begins then."""
    (found,) = roster(stage, start, start[:-1] + "1")
    return found


def test_the_office_drafts_october_and_publishes_it_with_one_tap(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-22T09:00")
    before = roster(stage, *OCTOBER)
    stage.say("陈静", "排下个月值班表")
    card = stage.expect("chenj", "card", "10月值班表（草稿）", "44班", "会被替换", buttons=["发布", "不发布"])
    assert "刘洋3（夜3、周末0、节假日1），全年40" in card.fields["值班（班）"]
    assert "王强5（周末1、节假日1），全年50" in card.fields["带班（天）"]
    stage.expect("chenj", "file", "10月值班表（草稿）")
    stage.expect_nothing_else()
    assert roster(stage, *OCTOBER) == before

    stage.tap("陈静", "发布")
    after = roster(stage, *OCTOBER)
    affected = {a for s in set(before) ^ set(after) for a in (s.leader, s.member)}
    for account in sorted(affected):
        stage.expect(account, "text", "10月值班表已发布，您的值班：")
    stage.expect("chenj", "update", f"已通知{len(affected)}人", buttons=[])
    stage.expect("chenj", "file", "10月值班表")
    stage.expect_nothing_else()
    policy = stage.facts().policy
    days = list(each_day(_moment(OCTOBER[0]).date(), _moment("2026-10-31T00:00").date()))
    wanted = shifts(days[0], days[-1], policy.calendar, policy.hours, ZONE)
    assert not gaps(after, wanted) and not doubles(after)

    stage.again()
    stage.expect_nothing_else()


def test_a_draft_can_be_left_unpublished(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-22T09:00")
    before = roster(stage, *OCTOBER)
    stage.say("陈静", "排10月份的值班表")
    stage.forget()
    stage.tap("陈静", "不发布")
    stage.expect("chenj", "update", "没有发布，值班表没有改动", buttons=[])
    assert roster(stage, *OCTOBER) == before


def test_a_draft_that_is_stale_is_not_published(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-22T09:00")
    stage.say("陈静", "排下个月值班表")
    stage.forget()
    stage.say("刘洋", "把10月8日夜班换成孙磊")
    stage.forget()
    before = roster(stage, *OCTOBER)
    stage.tap("陈静", "发布")
    stage.expect("chenj", "update", "这份草稿没有发布。请重新排", buttons=[])
    assert roster(stage, *OCTOBER) == before


def test_a_year_without_holidays_is_asked_for(stage: Stage) -> None:
    stage.say("陈静", "排下个月值班表")
    stage.expect("chenj", "text", "2027年的放假调休安排还没有录入")


def test_only_the_office_makes_rosters(stage: Stage) -> None:
    for words in ("排下个月值班表", "把12月3日夜班换成李静"):
        stage.say("林芳", words)
        stage.expect("linf", "text", "排班、改班由党政办办理")
        stage.expect_nothing_else()


def test_the_office_puts_somebody_else_on_duty_and_everybody_concerned_is_told(stage: Stage) -> None:
    before = slot(stage, "2026-12-03T17:30")
    stage.say("刘洋", "把12月3日夜班换成罗霞")
    name = stage.facts().directory.name
    for account in (before.member, "luox", before.leader):
        stage.expect(account, "text", "12月3日（周四）夜班（17:30至次日08:30）", f"由{name(before.member)}换成罗霞")
    stage.expect("liuy", "text", "值班表已改", "已通知当事人")
    stage.expect_nothing_else()
    assert slot(stage, "2026-12-03T17:30").member == "luox"


def test_the_leader_in_charge_of_a_day_is_changed_in_all_its_shifts(stage: Stage) -> None:
    both = roster(stage, "2026-12-05T00:00", "2026-12-06T00:00")
    assert [s.kind for s in both] == ["白班", "夜班"]
    other = "王强" if both[0].leader != "wangq" else "赵敏"
    stage.say("陈静", f"把12月5日带班换成{other}")
    account = stage.account(other)
    for receiver in dict.fromkeys((both[0].leader, account, both[0].member, both[1].member)):
        if receiver != "chenj":
            stage.expect(receiver, "text", "带班由")
    stage.expect("chenj", "text", "值班表已改")
    stage.expect_nothing_else()
    assert {s.leader for s in roster(stage, "2026-12-05T00:00", "2026-12-06T00:00")} == {account}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("把12月3日夜班换成李静", "有2位：财政所李静、社会事务办公室李静"),
        ("把12月3日夜班换成张三丰", "花名册里没有“张三丰”"),
        ("把12月5日的班换成罗霞", ""),
        ("把12月5日值班换成罗霞", "12月5日有白班、夜班，请写明"),
        ("把12月3日白班换成罗霞", "没有这个班次"),
        ("把昨天夜班换成罗霞", "已经结束"),
        ("把12月3日带班换成罗霞", "不是带班领导"),
    ],
)
def test_what_cannot_be_changed_is_said_in_one_line(stage: Stage, words: str, said: str) -> None:
    before = roster(stage, "2026-11-01T00:00", "2027-01-01T00:00")
    stage.say("陈静", words)
    if said:
        stage.expect("chenj", "text", said)
    stage.forget() if not said else stage.expect_nothing_else()
    assert roster(stage, "2026-11-01T00:00", "2027-01-01T00:00") == before


def test_people_of_one_name_are_told_apart_by_their_unit(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"蒋斌", "罗霞"]', '"蒋斌", "罗霞", "李静"]')
    stage.say("陈静", "把12月3日夜班换成财政所李静")
    stage.forget()
    assert slot(stage, "2026-12-03T17:30").member == "lijing1"


def test_nobody_on_leave_is_put_on_duty(stage: Stage) -> None:
    serial = stage.file("罗霞", "12月3日到4日请假，老人住院", "zhaom")
    stage.approve("赵敏", serial, "luox")
    stage.say("陈静", "把12月3日夜班换成罗霞")
    stage.expect("chenj", "text", "罗霞在12月3日（周四）夜班", "期间请假")


def test_the_counts_of_the_year_are_told_to_who_takes_turns_with_a_workbook(stage: Stage) -> None:
    stage.say("谢红", "值班次数统计")
    stage.expect("xieh", "text", "2026年值班次数", "刘洋：值班49（", "王强：带班")
    stage.expect("xieh", "file", "2026年值班次数统计")
    stage.say("林芳", "值班次数统计")
    stage.expect("linf", "text", "只提供给党政办")
