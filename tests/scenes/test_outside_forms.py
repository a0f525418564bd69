"""Forms as people fill them who have never seen one: answers beside the question, lines called by name."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage


def _asked_for_the_day(stage: Stage) -> None:
    stage.say("林芳", "请假")
    stage.expect("linf", "card", "从哪天起")


def _at_the_check_card(stage: Stage, words: str = "明天请一天假，看病") -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "请核对", fields={"事由": "看病"})


def test_days_and_reason_in_one_answer_fill_both(stage: Stage) -> None:
    _asked_for_the_day(stage)
    stage.say("林芳", "下周三到周五，老人住院")
    stage.expect("linf", "update", "最新的一条")
    stage.expect("linf", "card", fields={"时间": "12月9日（周三）至12月11日（周五）", "事由": "老人住院"})


def test_a_reason_where_the_day_was_asked_is_kept_and_the_day_asked_again(stage: Stage) -> None:
    stage.say("林芳", "请三天假")
    stage.expect("linf", "card", "从哪天起")
    stage.say("林芳", "老人住院")
    stage.expect("linf", "update", "最新的一条")
    stage.expect("linf", "card", "从哪天起")
    stage.say("林芳", "下周一开始")
    stage.expect("linf", "update", "最新的一条")
    stage.expect("linf", "card", fields={"时间": "12月7日（周一）至12月9日（周三）", "事由": "老人住院"})


@pytest.mark.parametrize("words", ["嘿嘿", "啊啊啊", "我想想", "你说呢"])
def test_chatter_where_the_day_was_asked_is_no_reason(stage: Stage, words: str) -> None:
    _asked_for_the_day(stage)
    stage.say("林芳", words)
    stage.expect("linf", "text", "没有看懂", "从哪天起")


def test_another_request_is_not_taken_for_the_day_that_was_asked(stage: Stage) -> None:
    """«用车，明天去县里» parks the leave; it does not begin it tomorrow (lessons 5.2, line 10)."""
    _asked_for_the_day(stage)
    stage.say("林芳", "用车，明天去县里")
    stage.expect("linf", "card", "用车")


@pytest.mark.parametrize("words", ["理由改一下", "事由不对", "改一下理由", "我要改理由", "理由写错了"])
def test_a_line_named_without_a_value_is_asked_for_and_changes_alone(stage: Stage, words: str) -> None:
    _at_the_check_card(stage)
    stage.say("林芳", words)
    stage.expect("linf", "text", "改成什么")
    stage.say("林芳", "陪老人检查")
    stage.expect("linf", "update", fields={"事由": "陪老人检查", "时间": "12月2日（周三）", "天数": "1天"})


def test_the_time_named_without_a_value_is_asked_for(stage: Stage) -> None:
    _at_the_check_card(stage)
    stage.say("林芳", "时间不对")
    stage.expect("linf", "text", "改成什么")
    stage.say("林芳", "后天")
    stage.expect("linf", "update", fields={"事由": "看病", "时间": "12月3日（周四）", "天数": "1天"})


@pytest.mark.parametrize(
    ("words", "label", "value"),
    [
        ("下午就行", "时间", "12月2日（周三）下午"),
        ("下午就行", "天数", "0.5天"),
        ("后天吧", "时间", "12月3日（周四）"),
        ("病假", "类别", "病假"),
    ],
)
def test_a_bare_value_at_the_check_card_replaces_what_it_is_a_value_of(
    stage: Stage, words: str, label: str, value: str
) -> None:
    _at_the_check_card(stage)
    stage.say("林芳", words)
    stage.expect("linf", "update", fields={label: value, "事由": "看病"})


@pytest.mark.parametrize(
    ("words", "time", "days"),
    [
        ("多请一天", "12月2日（周三）至12月4日（周五）", "3天"),
        ("再加半天", "12月2日（周三）至12月4日（周五）上午", "2.5天"),
        ("少请一天", "12月2日（周三）", "1天"),
        ("推迟一天", "12月3日（周四）至12月4日（周五）", "2天"),
        ("往后推一天", "12月3日（周四）至12月4日（周五）", "2天"),
        ("提前一天", "12月1日（周二）至12月2日（周三）", "2天"),
    ],
)
def test_how_much_more_is_counted_from_what_was_said(stage: Stage, words: str, time: str, days: str) -> None:
    _at_the_check_card(stage, "明天后天请假两天，看病")
    stage.say("林芳", words)
    stage.expect("linf", "update", fields={"时间": time, "天数": days, "事由": "看病"})


@pytest.mark.parametrize("words", ["财政所的", "1", "第一个", "财政所那个李静"])
def test_one_of_two_candidates_is_chosen_in_words(stage: Stage, words: str) -> None:
    stage.say("陈静", "帮李静补一张假条，昨天请假一天看病，她打过电话")
    stage.expect("chenj", "card", "指哪一位")
    stage.say("陈静", words)
    stage.expect("chenj", "update", "最新的一条")
    stage.expect("chenj", "card", "李静", fields={"时间": "11月30日（周一）"})


def test_who_may_file_it_for_neither_is_told_so_without_being_asked_which(stage: Stage) -> None:
    stage.say("林芳", "帮李静明天请假一天，看病")
    stage.expect("linf", "text", "只能由接到电话的审批领导或者党政办办理")


def test_a_correction_in_words_opens_what_was_returned(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三到周四请事假，老人住院", "wangq")
    stage.tap("王强", "退回", on=serial, input="写清楚哪家医院")
    stage.forget()
    stage.say("林芳", "理由改成老人在州医院住院")
    stage.expect(
        "linf", "card", "请核对", fields={"事由": "老人在州医院住院", "时间": "12月9日（周三）至12月10日（周四）"}
    )


def test_a_correction_of_what_waits_is_told_how(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三到周四请事假，老人住院", "wangq")
    stage.say("林芳", "时间改成下周四到周五")
    stage.expect("linf", "text", f"{serial} 已经提交", f"撤回 {serial}")


def test_several_decisions_in_one_sentence_are_confirmed_in_one_message(stage: Stage) -> None:
    first = stage.file("林芳", "明天请假一天，看病", "wangq")
    second = stage.file("高峰", "明天请假一天，搬家", "wangq")
    stage.say("王强", "1同意，2不同意")
    said = [sent for sent in stage.left if (sent.to, sent.kind) == ("wangq", "text")]
    stage.forget()
    assert [all(serial in sent.text for serial in (first, second)) for sent in said] == [True]


def test_a_short_number_and_a_reason_beside_it_are_kept_apart(stage: Stage) -> None:
    stage.file("林芳", "明天请假一天，看病", "wangq")
    second = stage.file("高峰", "明天请假一天，搬家", "wangq")
    stage.say("王强", "不同意 2 人手不够")
    stage.forget()
    assert stage.state(second) == "未同意"
    assert stage.state("QJ-2026-0001") == "审批中"


@pytest.mark.parametrize(
    ("words", "time", "days"),
    [
        ("明天起请两天半假，看病", "12月2日（周三）至12月4日（周五）上午", "2.5天"),
        ("明天请一天半，看病", "12月2日（周三）至12月3日（周四）上午", "1.5天"),
        ("周三上午到周五中午请事假，看病", "12月2日（周三）至12月4日（周五）上午", "2.5天"),
        ("请假两天半，从明天下午开始，看病", "12月2日（周三）下午至12月4日（周五）", "2.5天"),
    ],
)
def test_whole_days_and_a_half_need_no_question(stage: Stage, words: str, time: str, days: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "请核对", "王强", fields={"时间": time, "天数": days})


@pytest.mark.parametrize("words", ["明天请半天假，看病", "明天请假3小时，看病"])
@pytest.mark.parametrize(("answer", "half"), [("上午", "上午"), ("下午吧", "下午"), ("下午2点到5点", "下午")])
def test_some_half_day_is_asked_about_and_never_taken_for_the_morning(
    stage: Stage, words: str, answer: str, half: str
) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "上午还是下午", buttons=["上午", "下午", "取消"])
    stage.say("林芳", answer)
    stage.expect("linf", "update", "最新的一条")
    stage.expect("linf", "card", "请核对", fields={"时间": f"12月2日（周三）{half}", "天数": "0.5天", "事由": "看病"})
