"""Questions: the rules for everybody, one's own business for oneself, and small talk left alone."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("请假三天找谁批", "3天及以上由主要领导审批"),
        ("请3天假要谁审批？", "3天及以上由主要领导审批"),
        ("没有假条怎么办？", "考勤制度 第5条：请假以假条为准"),
        ("年假按规定有几天？", "满1年5天，满10年10天，满20年15天"),
    ],
)
def test_a_rule_is_said_with_its_article_and_nothing_is_filed(stage: Stage, words: str, said: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", said)
    stage.expect_nothing_else()
    stage.say("林芳", "继续")
    stage.expect("linf", "text", "您没有未提交的申请")


def test_how_far_ones_own_requests_are(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三请假一天，看病", "wangq")
    where = f"{serial} 林芳12月9日（周三）请假1天：审批中，现在在王强（副乡长）处。"
    for words in ("我的申请", "我的请假批了没", f"{serial}批了没"):
        stage.say("林芳", words)
        stage.expect("linf", "text", where, without=["看病"])
    stage.approve("王强", serial, "linf")
    stage.say("林芳", "我的申请")
    stage.expect("linf", "text", "王强12月1日（周二）", "已同意")


def test_others_business_is_told_only_to_whom_it_concerns(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三请假一天，看病", "wangq")
    for words in ("林芳的请假批了没", f"{serial}批了没", "林芳年假还剩几天"):
        stage.say("高峰", words)
        stage.expect("gaof", "text", "他人的情况不便告知", without=["12月9日", "天"])
    stage.say("王强", "林芳的请假批了没")
    stage.expect("wangq", "text", f"{serial} 林芳12月9日")
    stage.say("陈静", "林芳年假还剩几天")
    stage.expect("chenj", "text", "林芳（农业农村服务中心）2026年年休假：应休5天")
    stage.say("高峰", "我的申请")
    stage.expect("gaof", "text", "您还没有提交过申请")


@pytest.mark.parametrize(
    ("who", "due"), [("hub", "应休5天"), ("linf", "应休5天"), ("gaof", "应休10天"), ("hep", "应休15天")]
)
def test_annual_leave_goes_by_years_of_service(stage: Stage, who: str, due: str) -> None:
    stage.say(who, "我年假还剩几天")
    stage.expect(who, "text", due)


def test_a_balance_names_the_leaves_that_made_it(stage: Stage) -> None:
    serial = stage.file("林芳", "12月7日到12月8日请年假", "wangq")
    stage.say("林芳", "年假还剩几天")
    stage.expect("linf", "text", "已用2天，还剩3天", f"{serial} 12月7日（周一）至12月8日（周二），审批中")


@pytest.mark.parametrize(
    ("words", "said", "unsaid"),
    [
        ("今天谁值班", ["12月1日（周二）夜班（17:30至次日08:30）：值班钱俊，带班李文华"], ["11月30日"]),
        ("今晚谁值班", ["12月1日（周二）夜班"], ["12月2日（周三）夜班"]),
        ("12月9日谁值班", ["12月9日（周三）夜班"], ["12月8日"]),
        ("周末谁值班", ["12月5日（周六）白班", "12月6日（周日）夜班"], ["12月4日", "12月7日"]),
        ("我什么时候值班", ["今后没有排您的值班"], []),
        ("2027年1月3日谁值班", ["2027年1月3日（周日）没有排值班"], []),
    ],
)
def test_who_is_on_duty(stage: Stage, words: str, said: list[str], unsaid: list[str]) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", *said, without=unsaid)


def test_ones_own_duty(stage: Stage) -> None:
    stage.say("刘洋", "我什么时候值班")
    stage.expect("liuy", "text", "您近期的值班", "12月9日（周三）夜班（17:30至次日08:30）：值班，带班周建国")


def test_who_is_on_duty_is_said_in_the_group_where_it_was_asked(stage: Stage) -> None:
    stage.say("林芳", "@小助手 今晚谁值班", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 12月1日（周二）夜班", "值班钱俊，带班李文华")


@pytest.mark.parametrize("words", ["谢谢", "好的", "小李今天请假了", "今天天气真好", "哈哈哈", "收到"])
def test_small_talk_is_left_alone(stage: Stage, words: str) -> None:
    stage.say("林芳", words)


@pytest.mark.parametrize("words", ["我想办个低保", "帮我订个盒饭吧？"])
def test_a_wish_that_nobody_can_make_out_is_answered(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    assert len(stage.left) == 1
    assert stage.left[0].to == "linf"
    stage.forget()


def test_help_is_short_of_nothing_a_newcomer_needs(stage: Stage) -> None:
    stage.say("林芳", "帮助")
    stage.expect("linf", "text", "请假", "审批", "查询", "没有收到编号，就是没有提交成功")


@pytest.mark.parametrize("words", ["以后例会都改到周二", "我9号晚上的值班想取消", "今天例会谁没到啊"])
def test_an_order_about_the_offices_business_is_never_met_with_silence(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    assert stage.record, "somebody who wants something is answered"
    assert {sent.to for sent in stage.record} == {"linf"}
    stage.forget()


@pytest.mark.parametrize("words", ["昨天值班好累", "今天食堂的鱼不错", "例会开了两个小时", "学习真有收获"])
def test_talk_about_it_is_left_alone(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect_nothing_else()
