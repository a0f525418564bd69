"""Private use is not the office's business, unless its leader says so (第8条; rules M16-5)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import DECIDE, Stage

ERRAND = "明天下午2点用车去县里接亲戚，下午5点回"


@pytest.fixture
def asked(stage: Stage) -> str:
    """林芳 wants the car for an errand of her own."""
    stage.say("林芳", ERRAND)
    stage.expect("linf", "card", "公车私用申请", "公车原则上不允许私用", "陈静审批，再由钱俊派车")
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "已提交").about
    stage.expect("chenj", "card", "公车私用：接亲戚", "一般不予批准", "第8条", about=serial, buttons=DECIDE)
    stage.expect_nothing_else()
    return serial


def test_a_private_errand_goes_to_the_office_leader_marked_as_such_and_is_refused(stage: Stage, asked: str) -> None:
    stage.tap("陈静", "驳回", on=asked, input="公车不得私用")
    stage.expect("linf", "update", "未同意")
    stage.expect("chenj", "update", "未同意")
    stage.expect("linf", "text", "未同意", "公车不得私用")
    assert stage.facts().bookings == ()


def test_where_the_leader_allows_it_the_dispatcher_looks_for_a_car(stage: Stage, asked: str) -> None:
    stage.tap("陈静", "同意", on=asked)
    stage.expect("linf", "update")
    stage.expect("chenj", "update")
    stage.expect("linf", "text", "已同意")
    stage.expect("qianj", "card", buttons=["派车", "候补", "退回"])
    stage.tap("钱俊", "派车", on=asked)
    for account in ("linf", "qianj", "chenj"):
        stage.expect(account, "update")
    stage.expect("mag", "card", "出车")
    stage.expect("linf", "text", "驾驶员马刚")
    assert stage.facts().absences == (), "private use is no outing on duty"


def test_what_it_is_for_stays_out_of_the_book(stage: Stage, asked: str) -> None:
    stage.forget()
    from bot import sample
    from storage import ledgers

    rows = stage.store.read(lambda uow: ledgers.read(uow, sample.ORG, "用车台账"))
    assert {row.data["用途"] for row in rows if row.serial == asked} == {"公车私用"}


@pytest.mark.parametrize("words", ["借单位车搬家", "周末用车接亲戚", "家里有事用一下车"])
def test_it_is_said_at_the_first_question(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "公车原则上不允许私用，须报办公室领导批准")
