"""One asks another to take a shift, the other agrees, the office confirms (rules M19-4).

On 9 December by night 刘洋 is on duty, 周建国 in charge; on the 1st 钱俊, with 李文华.
"""

from __future__ import annotations

import pytest

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
    stage.say("刘洋", "我12月9日的值班想和孙磊换")
    stage.expect("sunl", "card", "刘洋想和您换班", NIGHT, buttons=["同意", "不同意"])
    stage.expect("liuy", "text", "这一班您还问了钱俊，谁先同意就换给谁")
    stage.tap("钱俊", "同意")
    stage.expect("sunl", "update", "钱俊已同意换这一班，您不用答复了", buttons=[])
    stage.forget()
    stage.say("刘洋", "我12月9日的值班想和蒋斌换")
    stage.expect("liuy", "text", "这一班钱俊已经同意，正等党政办确认，没有再问别人")
    stage.expect_nothing_else()
    stage.tap("陈静", "确认")
    stage.forget()
    assert on_duty(stage, "2026-12-09T17:30").member == "qianj"


def test_once_the_office_puts_somebody_else_there_nobody_can_answer_any_more(stage: Stage) -> None:
    ask(stage)
    stage.say("陈静", "把12月9日夜班换成蒋斌")
    stage.expect("qianj", "update", "这一班已经有人顶", buttons=[])
    for account in ("liuy", "jiangb", "zhoujg"):
        stage.expect(account, "text", "值班由刘洋换成蒋斌")
    stage.expect("chenj", "text", "值班表已改")
    stage.expect_nothing_else()


@pytest.mark.parametrize(
    ("who", "words", "why"),
    [
        ("刘洋", "我12月9日的值班想和周建国换", "周建国不在值班员名单里，不能值班"),
        ("刘洋", "我12月9日的值班想和段志明换", "段志明不在值班员名单里"),
        ("刘洋", "我12月9日的值班想和马刚换", "马刚不在值班员名单里"),
        ("陈静", "把12月9日夜班换成周建国", "周建国不在值班员名单里"),
        ("陈静", "把12月9日带班换成钱俊", "钱俊不是带班领导，不能带班"),
    ],
)
def test_only_who_takes_turns_may_have_the_post(stage: Stage, who: str, words: str, why: str) -> None:
    stage.say(who, words)
    stage.expect(stage.account(who), "text", why)
    stage.expect_nothing_else()
    slot = on_duty(stage, "2026-12-09T17:30")
    assert (slot.member, slot.leader) == ("liuy", "zhoujg")


def test_two_shifts_in_a_row_are_said_to_whoever_decides(stage: Stage) -> None:
    """On the 10th by night the one who is on duty then is asked for the 9th too."""
    after = on_duty(stage, "2026-12-10T17:30").member
    name = stage.facts().directory.name(after)
    tired = f"请注意：{name}12月10日（周四）夜班（17:30至次日08:30）也值班，连着值两个夜班"
    stage.say("刘洋", f"我12月9日的值班想和{name}换")
    stage.expect(after, "card", tired, "您同意吗")
    stage.forget()
    stage.tap(name, "同意")
    stage.expect("chenj", "card", "请确认换班", tired)
    stage.forget()
    stage.tap("陈静", "不同意")
    stage.forget()
    stage.say("陈静", f"把12月9日夜班换成{name}")
    stage.expect("chenj", "text", "值班表已改", tired)
    stage.forget()


def test_a_day_shift_after_the_night_is_said_too(stage: Stage) -> None:
    after = on_duty(stage, "2026-12-06T08:30").member
    name = stage.facts().directory.name(after)
    stage.say("陈静", f"把12月5日夜班换成{name}")
    stage.expect("chenj", "text", f"{name}12月6日（周日）白班（08:30至17:30）也值班，两班连着，中间没有休息")
    stage.forget()


def test_whoever_asked_takes_it_back(stage: Stage) -> None:
    ask(stage)
    stage.say("刘洋", "撤回换班")
    stage.expect("qianj", "update", "对方已撤回", buttons=[])
    stage.expect("liuy", "text", "已撤回", f"{NIGHT}值班由刘洋换成钱俊", "仍由您负责")
    stage.expect_nothing_else()
    stage.say("刘洋", "撤回换班")
    stage.expect("liuy", "text", "现在没有您提出、还没办完的换班")
    stage.expect_nothing_else()


def test_taken_back_before_the_office_confirms_the_other_hears_too(stage: Stage) -> None:
    ask(stage)
    stage.say("钱俊", "同意换班")
    stage.forget()
    stage.say("刘洋", "撤回12月9日的换班")
    stage.expect("chenj", "update", "对方已撤回", buttons=[])
    stage.expect("qianj", "text", "刘洋撤回了换班")
    stage.expect("liuy", "text", "已撤回")
    stage.expect_nothing_else()


def test_of_several_that_wait_for_an_answer_one_has_to_be_named(stage: Stage) -> None:
    ask(stage)
    stage.say("黄燕", "我12月11日的值班想和钱俊换")
    stage.forget()
    stage.say("钱俊", "同意换班")
    stage.expect("qianj", "text", "有2个换班等您答复", "黄燕：12月11日", "刘洋：12月9日", "写明是谁的")
    stage.expect_nothing_else()
    stage.say("钱俊", "不同意刘洋的换班")
    stage.expect("qianj", "update", "您没有同意", buttons=[])
    stage.expect("liuy", "text", "钱俊不同意换班")
    stage.expect_nothing_else()
    stage.say("钱俊", "同意换班")
    stage.expect("qianj", "update", "您已同意，等党政办（陈静）确认")
    stage.expect("chenj", "card", "请确认换班", "黄燕")
    stage.expect("huangy", "text", "钱俊已同意换班")


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


def test_the_office_exchanges_two_shifts(stage: Stage) -> None:
    one, other = on_duty(stage, "2026-12-05T08:30").member, on_duty(stage, "2026-12-06T08:30").member
    name = stage.facts().directory.name
    stage.say("陈静", "把12月5日白班和12月6日白班对调")
    stage.expect("chenj", "text", f"值班由{name(one)}换成{name(other)}", f"值班由{name(other)}换成{name(one)}")
    stage.forget()
    assert on_duty(stage, "2026-12-05T08:30").member == other
    assert on_duty(stage, "2026-12-06T08:30").member == one


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
    stage.say("陈静", "把12月9日夜班换成蒋斌")
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
