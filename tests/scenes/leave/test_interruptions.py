"""A form that something else comes in between of: a question, another form, another day."""

from __future__ import annotations

from tests.scenes.stage import Stage


def _begun(stage: Stage) -> None:
    stage.say("林芳", "我要请假")
    stage.expect("linf", "card", "从哪天起")


def test_a_question_is_answered_and_the_form_is_mentioned_once(stage: Stage) -> None:
    _begun(stage)
    stage.say("林芳", "今天谁值班？")
    stage.expect("linf", "text", "12月1日（周二）夜班", "值班钱俊，带班李文华")
    stage.expect("linf", "text", "您还有一份请假没有提交")
    stage.say("林芳", "我年假还剩几天")
    stage.expect("linf", "text", "还剩5天")
    stage.say("林芳", "请假三天找谁批")
    stage.expect("linf", "text", "3天及以上由主要领导审批")
    stage.say("林芳", "明天")
    stage.expect("linf", "update")
    stage.expect("linf", "card", "12月2日（周三）起")


def test_a_question_at_the_check_card_changes_nothing_on_it(stage: Stage) -> None:
    stage.say("林芳", "明天请假一天")
    stage.expect("linf", "card", "请核对")
    stage.say("林芳", "我的请假批了没")
    stage.expect("linf", "text", "您还没有提交过申请")
    stage.expect("linf", "text", "您还有一份请假没有提交")
    stage.submit("林芳", "wangq")


def test_a_second_form_puts_the_first_aside_and_continue_brings_it_back(stage: Stage) -> None:
    _begun(stage)
    stage.say("林芳", "取消")
    stage.forget()
    stage.say("林芳", "下周一请假一天")
    stage.expect("linf", "card", "12月7日（周一）")
    stage.say("林芳", "下周三请年假一天")
    stage.expect("linf", "card", "12月9日（周三）")
    stage.say("林芳", "继续")
    stage.expect("linf", "text", "您有2份没有提交的申请", "1. 请假，12月7日（周一）", "2. 请假，12月9日（周三）")
    stage.say("林芳", "继续 1")
    stage.expect("linf", "update", "请看下面最新的一条")
    stage.expect("linf", "card", "请核对", fields={"时间": "12月7日（周一）"})
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交", fields={"时间": "12月7日（周一）"})
    stage.expect("wangq", "card")
    stage.expect("linf", "text", "您还有1份申请没有提交")
    stage.say("林芳", "继续")
    stage.expect("linf", "update")
    stage.expect("linf", "card", "请核对", fields={"时间": "12月9日（周三）"})
    stage.say("林芳", "取消")
    stage.expect("linf", "update", "已取消")


def test_no_more_than_three_forms_lie_open(stage: Stage) -> None:
    for day in ("12月7日", "12月9日", "12月11日"):
        stage.say("林芳", f"{day}请假一天")
        stage.expect("linf", "card", "请核对")
    stage.say("林芳", "12月21日请假一天")
    stage.expect("linf", "text", "您已有3份没有提交的申请", "回复“继续”查看")


def test_a_form_that_nobody_submits_expires_at_the_midnight_after_the_next_working_day(stage: Stage) -> None:
    stage.say("林芳", "下周三请假一天")
    stage.expect("linf", "card", "请核对")
    stage.wait_until("2026-12-02T23:59")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-03T00:01")
    stage.expect("linf", "update", "已过期，没有提交。", buttons=[])
    stage.expect_nothing_else()
    stage.wait_until("2026-12-03T09:00")
    sent = stage.expect("linf", "text", "您的请假一直没有提交，草稿已过期")
    assert sent.at == "2026-12-03T07:30"
    stage.tap("林芳", "提交")
    stage.expect("linf", "text", "已经取消或者过期，没有提交")
    stage.say("林芳", "提交")
    stage.expect("linf", "text", "您没有未提交的申请")


def test_nothing_is_open_after_it_was_submitted(stage: Stage) -> None:
    stage.file("林芳", "下周三请假一天", "wangq")
    stage.say("林芳", "继续")
    stage.expect("linf", "text", "您没有未提交的申请")
    stage.say("林芳", "好的")
    stage.wait_until("2026-12-04T12:00")
    kinds = {sent.to for sent in stage.left}
    assert kinds == {"wangq", "chenj"}
    stage.forget()
