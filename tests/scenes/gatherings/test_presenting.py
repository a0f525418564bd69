"""Who presents at a study: asked about, swapped by consent, reminded three days before (rules M18-2)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.presenter_reminder import PresenterReminder
from schedules.study_reminder import StudyReminder
from tests.scenes.conftest import StageAt
from tests.scenes.stage import EVERYBODY, Stage


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The reminder of whoever presents, and that of everybody on the day before."""
    return (PresenterReminder(), StudyReminder(days_before=1))


@pytest.fixture
def tuesday(stage_at: StageAt) -> Stage:
    """1 December 2026. In turn: 何平 (6 Dec), 蒋斌 (13 Dec), 罗霞 (20 Dec), 彭杰 (27 Dec), 陈静 (3 Jan)."""
    return stage_at("2026-12-01T09:00")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("下周日学习由谁主讲", "12月13日（周日）09:00学习由村镇规划建设所蒋斌主讲。"),
        ("下周日的学习谁主讲？", "12月13日（周日）09:00学习由村镇规划建设所蒋斌主讲。"),
        ("这周日谁领学", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("学习主讲人是谁", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("下次学习轮到谁主讲", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("12月27日学习哪个站所主讲", "12月27日（周日）09:00学习由卫生院彭杰主讲。"),
        ("12月14日学习由谁主讲", "12月14日（周一）没有安排学习。"),
        ("谁主讲这周的学习", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("这周学习谁讲", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("下周学习轮到哪个站所", "12月13日（周日）09:00学习由村镇规划建设所蒋斌主讲。"),
        ("本周主讲人", "12月6日（周日）09:00学习由农业农村服务中心何平主讲。"),
        ("换主讲", "请写明哪一次、和谁换"),
        ("下周日的学习我主讲不了", "请写明哪一次、和谁换"),
        ("主讲安排", "近期学习主讲安排：\n12月6日（周日）：农业农村服务中心何平\n12月13日（周日）：村镇规划建设所蒋斌"),
        ("我什么时候主讲", "近一年没有轮到您主讲。"),
    ],
)
def test_it_is_a_question_and_opens_no_outing(tuesday: Stage, words: str, answer: str) -> None:
    tuesday.say("林芳", words)
    tuesday.expect("linf", "text", answer)
    tuesday.expect_nothing_else()


def test_in_a_group_it_is_answered_there(tuesday: Stage) -> None:
    tuesday.say("林芳", "@小助手 下周日学习由谁主讲", chat=EVERYBODY)
    tuesday.expect(EVERYBODY, "text", "@林芳 12月13日（周日）09:00学习由村镇规划建设所蒋斌主讲。")
    tuesday.expect_nothing_else()


def test_ones_own_turn(tuesday: Stage) -> None:
    tuesday.say("彭杰", "我什么时候主讲")
    tuesday.expect("pengj", "text", "您下一次主讲是12月27日（周日）学习。", "“12月27日的主讲我想和某某换”")
    tuesday.expect_nothing_else()


def test_two_swap_by_consent_and_the_office_is_told(tuesday: Stage) -> None:
    tuesday.say("蒋斌", "下周日的主讲我想和罗霞换一下")
    what = "12月13日（周日）学习改由罗霞主讲，12月20日（周日）学习由蒋斌主讲"
    tuesday.expect("luox", "card", "蒋斌想和您换主讲", what, "请使用普通话", buttons=["同意", "不同意"])
    tuesday.expect("jiangb", "text", f"已问罗霞：{what}。", "同意以前仍由您主讲")
    tuesday.expect_nothing_else()
    tuesday.say("林芳", "下周日谁主讲")
    tuesday.expect("linf", "text", "蒋斌主讲")

    tuesday.tap("罗霞", "同意")
    tuesday.expect("luox", "update", "您已同意，主讲安排已改。", buttons=[])
    tuesday.expect("jiangb", "text", f"罗霞已同意：{what}。")
    tuesday.expect("chenj", "text", f"主讲调换告知：{what}，双方已同意。")
    tuesday.expect_nothing_else()
    tuesday.again()
    tuesday.expect_nothing_else()
    tuesday.say("林芳", "主讲安排")
    tuesday.expect("linf", "text", "12月13日（周日）：社会事务办公室罗霞\n12月20日（周日）：村镇规划建设所蒋斌\n")

    tuesday.wait_until("2026-12-12T18:00")
    tuesday.expect("hep", "text", "主讲提醒：12月6日（周日）09:00学习由您主讲，地点会议室，请使用普通话。")
    tuesday.expect(EVERYBODY, "text", "明天12月6日（周日）09:00", "何平主讲")
    tuesday.expect("luox", "text", "主讲提醒：12月13日（周日）09:00学习由您主讲")
    tuesday.expect(EVERYBODY, "text", "明天12月13日（周日）09:00", "罗霞主讲，请使用普通话")
    tuesday.expect_nothing_else()


@pytest.mark.parametrize(
    "words",
    [
        "我周日主讲不了，想和罗霞换",
        "这周日主讲我来不了，能不能和罗霞换一下",
        "周日学习的主讲想跟罗霞对调",
        "12月6日的主讲我想和罗霞12月20日的换",
        "把周日的主讲换成罗霞",
    ],
)
def test_the_ways_in_which_people_ask_for_a_swap(tuesday: Stage, words: str) -> None:
    tuesday.say("何平", words)
    tuesday.expect("luox", "card", "12月6日（周日）学习改由罗霞主讲，12月20日（周日）学习由何平主讲")
    tuesday.expect("hep", "text", "已问罗霞")
    tuesday.say("何平", words)
    tuesday.expect("hep", "text", "已经问过罗霞，还没有答复，不重复发")
    tuesday.expect_nothing_else()


def test_the_word_on_the_button_is_enough(tuesday: Stage) -> None:
    tuesday.say("何平", "我想和高峰换一下这周日的学习主讲")
    tuesday.expect("gaof", "card", "12月6日（周日）学习改由高峰主讲。")
    tuesday.expect("hep", "text", "已问高峰")
    tuesday.say("高峰", "同意")
    tuesday.expect("gaof", "update", "您已同意，主讲安排已改。", buttons=[])
    tuesday.expect("hep", "text", "高峰已同意")
    tuesday.expect("chenj", "text", "双方已同意")
    tuesday.say("高峰", "同意")
    tuesday.expect("gaof", "text", "现在没有等您审批的事项")
    tuesday.expect_nothing_else()


def test_a_request_that_waits_is_meant_before_a_swap(tuesday: Stage) -> None:
    tuesday.say("林芳", "下周三请假一天，老人住院")
    tuesday.tap("林芳", "提交")
    tuesday.forget()
    tuesday.say("何平", "我想和王强换一下这周日的学习主讲")
    tuesday.expect("wangq", "card", "何平想和您换主讲")
    tuesday.expect("hep", "text", "已问王强")
    tuesday.say("王强", "同意")
    tuesday.expect("linf", "text", "已同意")
    tuesday.forget()


def test_a_swap_survives_a_restart_and_a_second_delivery(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say("蒋斌", "下周日的主讲我想和罗霞换一下")
    stage.forget()
    stage.restart()
    stage.tap("罗霞", "同意")
    stage.expect("luox", "update", "您已同意")
    stage.expect("jiangb", "text", "罗霞已同意")
    stage.expect("chenj", "text", "主讲调换告知")
    stage.again()
    stage.restart()
    stage.say("林芳", "下周日谁主讲")
    stage.expect("linf", "text", "罗霞主讲")
    stage.expect_nothing_else()


def test_a_refusal_changes_nothing(tuesday: Stage) -> None:
    tuesday.say("何平", "我想和高峰换一下这周日的学习主讲")
    tuesday.expect("gaof", "card", "12月6日（周日）学习改由高峰主讲。")
    tuesday.expect("hep", "text", "已问高峰")
    tuesday.say("高峰", "不同意换主讲")
    tuesday.expect("gaof", "update", "您没有同意，主讲安排没有改动。", buttons=[])
    tuesday.expect("hep", "text", "高峰不同意换主讲", "仍由您主讲")
    tuesday.say("高峰", "同意换主讲")
    tuesday.expect("gaof", "text", "现在没有等您同意的主讲调换。")
    tuesday.expect_nothing_else()


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        ("林芳", "下周日的主讲我想和高峰换一下", "12月13日（周日）学习由蒋斌主讲，不是您，没有换。"),
        ("何平", "12月6日的主讲我想和罗霞12月27日换", "12月27日（周日）学习不是罗霞主讲，没有换。"),
        ("何平", "这周日的主讲我想和张三丰换一下", "花名册里没有“张三丰”"),
        ("何平", "这周日的主讲我想和李静换一下", "“李静”有2位"),
        ("何平", "这周日的主讲我想和何平换", "本来就是您主讲"),
        ("林芳", "把下周日的主讲换成高峰", "换别人的主讲由党政办办理"),
    ],
)
def test_what_cannot_be_swapped_says_why(tuesday: Stage, who: str, words: str, answer: str) -> None:
    tuesday.say(who, words)
    tuesday.expect(tuesday.account(who), "text", answer)
    tuesday.expect_nothing_else()


@pytest.mark.parametrize("words", ["把下周日的主讲换成高峰", "下周日的学习由高峰主讲"])
def test_the_office_changes_it_by_its_word(tuesday: Stage, words: str) -> None:
    tuesday.say("陈静", words)
    for account in ("jiangb", "gaof"):
        tuesday.expect(account, "text", "主讲有变动（党政办调整）：12月13日（周日）学习改由高峰主讲")
    tuesday.expect("chenj", "text", "已改：12月13日（周日）学习改由高峰主讲。已通知当事人。")
    tuesday.expect_nothing_else()


def _on_leave(stage: Stage) -> None:
    """蒋斌 has leave from 11 to 13 December."""
    stage.without_duty("jiangb")
    stage.say("蒋斌", "12月11日到13日请假，探亲")
    stage.tap("蒋斌", "提交")
    stage.forget()
    stage.tap("李文华", "同意")
    stage.forget()


def test_who_is_away_is_neither_asked_nor_put_in(tuesday: Stage) -> None:
    serial = tuesday.file("高峰", "12月6日请假一天，家里有事", "wangq")
    tuesday.tap("王强", "同意", on=serial)
    tuesday.forget()
    why = "高峰12月6日（周日）请假或者外出，不能主讲。请换成别人。"
    tuesday.say("何平", "这周日的主讲我想和高峰换一下")
    tuesday.expect("hep", "text", why)
    tuesday.say("陈静", "把这周日的主讲换成高峰")
    tuesday.expect("chenj", "text", why)
    tuesday.say("陈静", "把这周日的主讲换成何平")
    tuesday.expect("chenj", "text", "12月6日（周日）学习本来就由何平主讲，没有改动。")
    tuesday.say("陈静", "把上周日的主讲换成高峰")
    tuesday.expect("chenj", "text", "11月29日（周日）的学习已经过去，不能再换。")
    tuesday.expect_nothing_else()


def test_the_next_in_turn_is_asked_where_the_one_whose_turn_it_is_is_away(tuesday: Stage) -> None:
    _on_leave(tuesday)
    tuesday.say("林芳", "下周日谁主讲")
    tuesday.expect("linf", "text", "罗霞主讲（原定蒋斌，当天请假或者外出）")
    tuesday.wait_until("2026-12-10T15:40")
    tuesday.forget()
    tuesday.wait_until("2026-12-10T15:50")
    what = "12月13日（周日）学习改由罗霞主讲，12月20日（周日）学习由蒋斌主讲"
    tuesday.expect("luox", "card", "请您主讲学习", f"原定主讲的蒋斌那天请假或者外出，按顺序轮到您：{what}")
    tuesday.expect_nothing_else()
    tuesday.tap("罗霞", "同意")
    tuesday.expect("luox", "update", "您已同意")
    tuesday.expect("jiangb", "text", f"罗霞已同意：{what}。")
    tuesday.expect("chenj", "text", f"主讲调换告知：{what}，代讲人已同意。")
    tuesday.expect_nothing_else()


def test_a_leave_approved_after_the_reminder_asks_the_next_in_turn_at_once(tuesday: Stage) -> None:
    tuesday.without_duty("jiangb")
    tuesday.wait_until("2026-12-11T09:00")
    tuesday.forget()
    tuesday.say("蒋斌", "12月12日到13日请假，探亲")
    tuesday.tap("蒋斌", "提交")
    tuesday.forget()
    tuesday.tap("王强", "同意")
    tuesday.expect("luox", "card", "请您主讲学习", "原定主讲的蒋斌那天请假或者外出", buttons=["同意", "不同意"])
    tuesday.forget()
    tuesday.tap("罗霞", "同意")
    tuesday.expect("luox", "update", "您已同意")
    tuesday.expect("jiangb", "text", "罗霞已同意")
    tuesday.expect("chenj", "text", "主讲调换告知")
    tuesday.expect_nothing_else()


def test_who_does_not_stand_in_leaves_it_to_the_office(tuesday: Stage) -> None:
    _on_leave(tuesday)
    tuesday.wait_until("2026-12-10T15:50")
    tuesday.forget()
    tuesday.tap("罗霞", "不同意")
    tuesday.expect("luox", "update", "您没有同意")
    tuesday.expect("chenj", "text", "罗霞不同意代讲", "“把12月13日的主讲换成某某”")
    tuesday.expect_nothing_else()


@pytest.mark.parametrize("words", ["明天党课谁主讲", "培训由谁主讲"])
def test_another_lecture_is_not_meant(tuesday: Stage, words: str) -> None:
    tuesday.say("林芳", words)
    assert not [sent for sent in tuesday.left if "学习由" in sent.words or "没有安排学习" in sent.words]
    tuesday.forget()


@pytest.mark.parametrize("answer", ["不同意", ""])
def test_who_has_not_agreed_to_stand_in_is_not_named_to_everybody(tuesday: Stage, answer: str) -> None:
    tuesday.say("何平", "12月6日去县里开会")
    tuesday.tap("何平", "提交")
    tuesday.wait_until("2026-12-03T16:00")
    if answer:
        tuesday.tap("蒋斌", answer)
    tuesday.wait_until("2026-12-05T17:00")
    tuesday.forget()
    tuesday.wait_until("2026-12-05T17:10")
    tuesday.expect(EVERYBODY, "text", "明天12月6日（周日）09:00", without=("主讲", "蒋斌", "何平"))
    tuesday.expect("chenj", "text", "原定何平主讲", "还没有人同意顺接", "“把12月6日的主讲换成某某”")
    tuesday.expect_nothing_else()
