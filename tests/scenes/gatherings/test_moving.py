"""The office moves, stops or restores a meeting in words: checked first, and what cannot be is refused."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"


@pytest.fixture
def thursday(stage_at: StageAt) -> Stage:
    """Thursday, 3 December 2026: a meeting was on Monday, a study comes on Sunday."""
    return stage_at("2026-12-03T10:00")


def _told(stage: Stage, words: str) -> None:
    stage.tap("陈静", "发到群里")
    stage.expect("chenj", "update", words, buttons=[])
    stage.expect("chenj", "text", f"已记下：{words}")
    stage.expect(GROUP, "text", words)


def test_the_office_moves_a_meeting_in_words(thursday: Stage) -> None:
    thursday.say("林芳", "下周一例会改到周二上午9点")
    thursday.expect("linf", "text", "由党政办办理")
    thursday.say("陈静", "下周一例会改到下周二上午10点")
    said = "将发到全体群：“12月7日（周一）的例会改到12月8日（周二）10:00。”"
    thursday.expect("chenj", "card", "请核对", said, buttons=["发到群里", "不改了"])
    thursday.expect_nothing_else()
    _told(thursday, "12月7日（周一）的例会改到12月8日（周二）10:00")
    thursday.say("陈静", "下周一的例会取消")
    thursday.expect("chenj", "card", "12月7日（周一）的例会停一次", buttons=["发到群里", "不改了"])
    _told(thursday, "12月7日（周一）的例会停一次")


def test_what_was_left_is_left_and_a_settled_card_settles_nothing_more(thursday: Stage) -> None:
    thursday.say("陈静", "下周一例会取消")
    thursday.expect("chenj", "card", "停一次")
    thursday.tap("陈静", "不改了")
    thursday.expect("chenj", "update", "12月7日（周一）的例会没有改动", buttons=[])
    thursday.tap("陈静", "发到群里")
    thursday.expect("chenj", "text", "这张卡片已经处理过")


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("例会提前到8点", "例会改到12月7日（周一）08:00"),
        ("下周一例会改到下午3点", "例会改到12月7日（周一）15:00"),
        ("下周一例会推迟半小时", "例会改到12月7日（周一）09:30"),
        ("下周一例会推迟一个半小时", "例会改到12月7日（周一）10:30"),
        ("把下周一的例会提前20分钟", "例会改到12月7日（周一）08:40"),
        ("例会推迟一天", "例会改到12月8日（周二）09:00"),
        ("下周一例会改期到周三上午9点", "例会改到12月9日（周三）09:00"),
        ("下周一不开例会了", "12月7日（周一）的例会停一次"),
        ("这个星期天不学习了", "12月6日（周日）的学习停一次"),
        ("12月13日学习停", "12月13日（周日）的学习停一次"),
        ("这周日学习改到周六上午9点", "学习改到12月5日（周六）09:00"),
    ],
)
def test_the_day_and_the_hour_are_its_own_where_none_is_said(thursday: Stage, said: str, held: str) -> None:
    thursday.say("陈静", said)
    thursday.expect("chenj", "card", held, buttons=["发到群里", "不改了"])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("下周一例会改到12月14日上午9点", "12月14日（周一）09:00已有例会"),
        ("本周例会改到周五下午两点半", "11月30日（周一）的例会已经开过"),
        ("这周日学习改到12月12日凌晨3点", "03:00在免打扰时间里"),
        ("下周一例会改到12月8日25点", "改到什么时候没有看懂"),
        ("例会改到2月30日", "改到什么时候没有看懂"),
        ("下周一例会改到今天上午9点", "改到的时间已经过了"),
        ("下周一例会改到1月20日上午9点", "超过20天"),
        ("以后例会都改到周二", "一次只改一次"),
        ("所有例会都取消", "一次只改一次"),
        ("下周一例会地点改到二楼会议室", "地点在制度文件里改"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_nobody_hears_of_it(
    thursday: Stage, said: str, answer: str
) -> None:
    thursday.say("陈静", said)
    thursday.expect("chenj", "text", answer)


def test_a_sunday_and_the_hour_of_the_study_are_said_before_everybody_is_told(thursday: Stage) -> None:
    thursday.say("陈静", "下周一例会改到12月6日上午9点")
    thursday.expect("chenj", "card", "请注意：当天09:00还有学习；这一天不上班")


def test_a_meeting_that_was_stopped_is_held_again(thursday: Stage) -> None:
    thursday.say("陈静", "下周一例会取消")
    thursday.expect("chenj", "card", "停一次")
    _told(thursday, "12月7日（周一）的例会停一次")
    thursday.say("陈静", "下周一例会取消")
    thursday.expect("chenj", "text", "本来就是这样安排的")
    thursday.say("陈静", "下周一例会恢复")
    thursday.expect("chenj", "card", "照常，09:00开始")
    _told(thursday, "12月7日（周一）的例会照常，09:00开始")


def test_two_in_one_sentence_are_both_heard(thursday: Stage) -> None:
    thursday.say("陈静", "例会停，学习照常")
    thursday.expect("chenj", "card", "12月7日（周一）的例会停一次")
    thursday.expect("chenj", "text", "12月6日（周日）的学习照常，09:00开始，本来就是这样安排的")


def test_the_day_written_after_the_bot_asked_for_it_is_the_answer(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T16:45")
    stage.forget()
    stage.tap("陈静", "改期")
    stage.expect("chenj", "text", "改到什么时候没有看懂，请回复日期和时间")
    stage.say("陈静", "下周二下午3点")
    stage.expect("chenj", "update", "4月5日（周日）的学习改到4月7日（周二）15:00", buttons=[])
    stage.expect("chenj", "text", "学习改到4月7日（周二）15:00")
    stage.expect(GROUP, "text", "4月5日（周日）的学习改到4月7日（周二）15:00。")


def test_both_questions_are_answered_in_one_word(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T16:45")
    stage.forget()
    stage.say("陈静", "都停")
    for name in ("4月5日（周日）的学习停一次", "4月6日（周一）的例会停一次"):
        stage.expect("chenj", "update", name, buttons=[])
        stage.expect("chenj", "text", name)
    stage.expect(GROUP, "text", "4月6日（周一）的例会停一次。")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("下次例会什么时候", "12月7日（周一）09:00在会议室开例会。"),
        ("下周一开例会吗", "12月7日（周一）09:00在会议室开例会。"),
        ("学习什么时候开始", "12月6日（周日）09:00在会议室集中学习。"),
        ("这个星期天学习吗", "12月6日（周日）09:00在会议室集中学习。"),
    ],
)
def test_anybody_may_ask_when_it_is(thursday: Stage, said: str, answer: str) -> None:
    thursday.say("林芳", said)
    thursday.expect("linf", "text", answer)


def test_a_card_about_what_was_settled_otherwise_settles_nothing(stage_at: StageAt) -> None:
    stage = stage_at("2026-04-03T16:10")
    stage.wait_until("2026-04-03T16:45")
    stage.forget()
    stage.say("黄燕", "下周一例会改到下周三上午9点")
    stage.expect("huangy", "card", "4月6日（周一）的例会改到4月8日（周三）09:00")
    stage.tap("黄燕", "发到群里")
    stage.expect("huangy", "update", "黄燕：4月6日（周一）的例会改到4月8日", buttons=[])
    stage.expect("chenj", "update", "黄燕：4月6日（周一）的例会改到4月8日", buttons=[])
    stage.expect("huangy", "text", "已记下")
    stage.expect(GROUP, "text", "4月6日（周一）的例会改到4月8日（周三）09:00。")
    stage.tap("陈静", "停")
    stage.expect("chenj", "update", "陈静：4月5日（周日）的学习停一次", buttons=[])
    stage.expect("chenj", "text", "学习停一次")
    stage.tap("陈静", "停")
    stage.expect("chenj", "text", "已经定了：")
