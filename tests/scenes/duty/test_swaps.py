"""One asks another to take a shift, the other agrees, the office confirms (rules M19-4).

On 9 December by night 刘洋 is on duty, 周建国 in charge; on the 1st 钱俊, with 李文华.
"""

from __future__ import annotations

from bot import sample
from handlers.engine.absence import DutySlot
from storage import duty
from tests.scenes.stage import Stage, _moment

NIGHT = "12月9日（周三）夜班（17:30至次日08:30）"
FREED = '"换班须党政办确认" = true'


def on_duty(stage: Stage, start: str) -> DutySlot:
    """The slot that begins then."""
    since, until = _moment(start), _moment(start[:-1] + "1")
    (found,) = stage.store.read(lambda uow: duty.beginning(uow, sample.ORG, since, until))
    return found


def ask(stage: Stage, words: str = "我12月9日的值班想和钱俊换", of: str = "qianj") -> None:
    """刘洋 asks; the other has a card."""
    stage.say("刘洋", words)
    stage.expect(of, "card", "刘洋想和您换班", NIGHT, buttons=["同意", "不同意"])
    stage.expect("liuy", "text", "已问")
    stage.expect_nothing_else()


def test_asked_agreed_confirmed_and_everybody_concerned_is_told(stage: Stage) -> None:
    ask(stage)
    assert on_duty(stage, "2026-12-09T17:30").member == "liuy"
    stage.tap("钱俊", "同意")
    stage.expect("qianj", "update", "您已同意，等党政办（陈静）确认", buttons=[])
    stage.expect("chenj", "card", "请确认换班", NIGHT, "双方已同意", buttons=["确认", "不同意"])
    stage.expect("liuy", "text", "钱俊已同意换班，等党政办确认")
    stage.expect_nothing_else()
    assert on_duty(stage, "2026-12-09T17:30").member == "liuy"
    stage.tap("陈静", "确认")
    for account in ("liuy", "qianj", "zhoujg"):
        stage.expect(account, "text", f"{NIGHT}值班由刘洋换成钱俊")
    stage.expect("chenj", "update", "已确认，值班表已改", buttons=[])
    stage.expect_nothing_else()
    assert on_duty(stage, "2026-12-09T17:30").member == "qianj"
    stage.say("刘洋", "12月9日谁值班")
    stage.expect("liuy", "text", "值班钱俊，带班周建国")


def test_the_same_once_more_sends_no_second_card(stage: Stage) -> None:
    ask(stage)
    stage.say("刘洋", "我12月9日的值班想跟钱俊对调")
    stage.expect("liuy", "text", "已经问过钱俊，还没有答复，不重复发。")
    stage.expect_nothing_else()


def test_the_other_refuses(stage: Stage) -> None:
    ask(stage)
    stage.say("钱俊", "不同意换班")
    stage.expect("qianj", "update", "您没有同意", buttons=[])
    stage.expect("liuy", "text", "钱俊不同意换班", "值班表没有改动")
    assert on_duty(stage, "2026-12-09T17:30").member == "liuy"


def test_the_office_does_not_agree(stage: Stage) -> None:
    ask(stage)
    stage.say("钱俊", "同意换班")
    stage.forget()
    stage.tap("陈静", "不同意")
    stage.expect("chenj", "update", "没有同意，值班表没有改动", buttons=[])
    for account in ("liuy", "qianj"):
        stage.expect(account, "text", "党政办没有同意换班")
    assert on_duty(stage, "2026-12-09T17:30").member == "liuy"


def test_an_office_that_only_wants_to_know(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy(FREED, FREED.replace("true", "false"))
    ask(stage)
    stage.tap("钱俊", "同意")
    stage.expect("qianj", "update", "您已同意，值班表已改", buttons=[])
    stage.expect("liuy", "text", "由刘洋换成钱俊")
    stage.expect("zhoujg", "text", "由刘洋换成钱俊")
    stage.expect("chenj", "text", "换班告知")
    stage.expect_nothing_else()
    assert on_duty(stage, "2026-12-09T17:30").member == "qianj"


def test_two_shifts_are_exchanged(stage: Stage) -> None:
    ask(stage, "我12月9日夜班想和钱俊12月1日的夜班换")
    stage.tap("钱俊", "同意")
    stage.forget()
    stage.tap("陈静", "确认")
    for account in ("liuy", "qianj"):
        stage.expect(account, "text", "由刘洋换成钱俊", "12月1日（周二）夜班（17:30至次日08:30）值班由钱俊换成刘洋")
    stage.expect("zhoujg", "text", "由刘洋换成钱俊")
    stage.expect("liwh", "text", "由钱俊换成刘洋")
    stage.expect("chenj", "update", "已确认")
    stage.expect_nothing_else()
    assert on_duty(stage, "2026-12-09T17:30").member == "qianj"
    assert on_duty(stage, "2026-12-01T17:30").member == "liuy"


def test_of_two_who_are_asked_the_first_that_agrees_has_it(stage: Stage) -> None:
    ask(stage)
    ask(stage, "我12月9日的值班想和孙磊换", "sunl")
    stage.tap("钱俊", "同意")
    stage.forget()
    stage.tap("陈静", "确认")
    stage.forget()
    stage.tap("孙磊", "同意")
    stage.expect("sunl", "update", "值班表已经变了", buttons=[])
    stage.expect("liuy", "text", "值班表已经变了")
    assert on_duty(stage, "2026-12-09T17:30").member == "qianj"


def test_without_a_name_candidates_are_offered(stage: Stage) -> None:
    stage.say("刘洋", "12月9日换班")
    card = stage.expect("liuy", "card", NIGHT, "请选换给谁", buttons=["换班"])
    assert "钱俊" in card.choices and "刘洋" not in card.choices
    stage.tap("刘洋", "换班", choose="钱俊")
    stage.expect("qianj", "card", "刘洋想和您换班")
    stage.expect("liuy", "text", "已问钱俊")


def test_what_is_not_ones_own_cannot_be_swapped(stage: Stage) -> None:
    stage.say("刘洋", "我12月8日的值班想和钱俊换")
    stage.expect("liuy", "text", "您12月8日（周二）没有值班")
    stage.say("林芳", "换班")
    stage.expect("linf", "text", "今后没有排您的值班")


# --- a leave over a shift ---------------------------------------------------------------------------------------------


def blocked(stage: Stage) -> str:
    """刘洋 asks for the 9th; 陈静's supervising leader taps 同意 and is told why not. Gives the number."""
    serial = stage.file("刘洋", "12月9日请假一天，家里有事", "yangl")
    stage.tap("杨丽", "同意", on=serial)
    stage.expect("yangl", "text", "还不能批准", NIGHT, "换好后请再点", about=serial)
    card = stage.expect("liuy", "card", NIGHT, "要等这一班有人顶了才能批准", buttons=["换班"])
    assert "钱俊" in card.choices
    stage.expect_nothing_else()
    assert stage.state(serial) == "审批中"
    return serial


def test_a_leave_over_a_shift_waits_until_the_shift_is_covered(stage: Stage) -> None:
    serial = blocked(stage)
    stage.tap("杨丽", "同意", on=serial)
    stage.expect("yangl", "text", "还不能批准", about=serial)
    stage.expect_nothing_else()
    stage.tap("刘洋", "换班", choose="钱俊")
    stage.expect("qianj", "card", "刘洋想和您换班")
    stage.expect("liuy", "text", "已问钱俊")
    stage.tap("钱俊", "同意")
    stage.forget()
    stage.tap("陈静", "确认")
    for account in ("liuy", "qianj", "zhoujg"):
        stage.expect(account, "text", "由刘洋换成钱俊")
    stage.expect("chenj", "update", "已确认")
    stage.expect("yangl", "update", "请您审批", about=serial, without=["值班"])
    stage.expect("liuy", "update", "已提交", about=serial, without=["值班"])
    stage.expect("liuy", "update", "这一班已有人顶", buttons=[])
    stage.expect("yangl", "text", "刘洋的值班已有人顶，可以批准了", about=serial)
    stage.expect_nothing_else()
    stage.approve("杨丽", serial, "liuy")


def test_the_office_may_put_somebody_else_on_duty_and_the_leave_goes_through(stage: Stage) -> None:
    serial = blocked(stage)
    stage.say("陈静", "把12月9日夜班换成曹颖")
    stage.forget()
    stage.approve("杨丽", serial, "liuy")


def test_a_refusal_needs_no_cover(stage: Stage) -> None:
    serial = blocked(stage)
    stage.tap("杨丽", "驳回", on=serial, input="年底事多")
    stage.forget()
    assert stage.state(serial) == "未同意"


def test_an_office_that_only_warns(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"有值班须先换班才能准假" = true', '"有值班须先换班才能准假" = false')
    serial = stage.file("刘洋", "12月9日请假一天，家里有事", "yangl")
    stage.tap("杨丽", "同意", on=serial)
    stage.expect("chenj", "text", "没有人顶，请尽快换人", "把12月9日夜班换成某某", about=serial)
    stage.forget()
    assert stage.state(serial) == "已同意"
