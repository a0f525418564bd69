"""Somebody moves or leaves: what was on their table is listed and handed over, nothing is lost (rules X11)."""

from __future__ import annotations

from dataclasses import replace

from bot import sample
from bot.people_import import take_over
from storage import people
from tests.scenes.stage import Stage


def leave(stage: Stage, account: str) -> list[str]:
    """The office takes over a roster without this person; what the command says about it."""
    roster = stage.store.read(lambda uow: people.load_roster(uow, sample.ORG))
    members = tuple(member for member in roster.members if member.account != account)
    changed, _ = take_over(stage.store, "", replace(roster, members=members), stage.now)
    stage.wait_until(stage.now.strftime("%Y-%m-%dT%H:%M"))
    return changed


def test_what_waits_for_a_leader_who_left_is_assigned_by_the_office(own_stage: Stage) -> None:
    stage = own_stage
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    assert f"王强名下的待办已转党政办：{serial}" in leave(stage, "wangq")
    stage.say("林芳", "谢谢")
    card = stage.expect("chenj", "card", "请选择审批人", about=serial, buttons=["转办"])
    stage.expect("chenj", "text", "王强已调离", serial)
    stage.forget()
    assert "赵敏" in card.choices
    stage.tap("陈静", "转办", on=serial, choose="赵敏")
    stage.expect("zhaom", "card", "请您审批", about=serial)
    stage.forget()
    stage.tap("赵敏", "同意", on=serial)
    stage.forget()
    assert stage.state(serial) == "已同意"


def test_nothing_is_said_where_nothing_was_on_the_table(own_stage: Stage) -> None:
    assert not [line for line in leave(own_stage, "wangq") if "待办" in line]
